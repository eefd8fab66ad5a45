// Draws each .trend from the JSON script beside it. Tooltips are drawn on the canvas: HTML ones carry
// style attributes, which the content security policy refuses.
"use strict";

for (const box of document.querySelectorAll(".trend[data-from]")) {
  const told = JSON.parse(document.getElementById(box.dataset.from).textContent);
  const ink = "#4E545A", font = { color: ink, fontSize: 11 };
  const chart = echarts.init(box, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true },
    legend: told.before ? { top: 0, right: 0, itemHeight: 8, textStyle: font } : undefined,
    xAxis: { type: "category", data: told.months, axisLabel: font, axisTick: { show: false }, axisLine: { lineStyle: { color: ink } } },
    yAxis: { type: "value", minInterval: told.whole ? 1 : undefined, axisLabel: font, splitNumber: 3, splitLine: { lineStyle: { color: "#E6E1D4" } } },
    series: [
      {
        name: told.name, type: "bar", data: told.values, barMaxWidth: 26, itemStyle: { color: "#27476E" },
        label: { show: told.months.length <= 14, position: "top", color: "#1F2429", fontSize: 11, fontWeight: 600 },
      },
      ...(told.before
        ? [{ name: told.before_name, type: "scatter", symbol: "rect", symbolSize: [26, 2], data: told.before, itemStyle: { color: "#8C8778" } }]
        : []),
    ],
  });
  window.addEventListener("resize", () => chart.resize());
}
