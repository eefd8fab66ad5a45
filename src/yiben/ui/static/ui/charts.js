// Draws each .trend from the JSON script beside it, in the page's colours. Tooltips are drawn on the canvas:
// HTML ones carry style attributes, which the content security policy refuses.
"use strict";

function colours() {
  const said = getComputedStyle(document.documentElement);
  return (name) => said.getPropertyValue(name).trim();
}

function options(told) {
  const colour = colours(), second = colour("--ink-2"), font = { color: second, fontSize: 11 };
  // Where the year-before mark lies just above a bar, it would strike the label out: there the label stands above it.
  const near = 0.16 * Math.max(0, ...told.values, ...(told.before ?? []));
  const tops = told.values.map((value, n) => {
    const before = told.before?.[n] ?? value;
    const at = value !== null && before > value && before - value < near ? before : value;
    return { value: at, label: { position: value < 0 ? "bottom" : "top" } };
  });
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 8, top: told.before ? 52 : 28, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis", renderMode: "richText", confine: true,
      backgroundColor: colour("--sheet"), borderColor: colour("--field"), textStyle: { color: colour("--ink"), fontSize: 12 },
      formatter: ([at]) => [
        told.months[at.dataIndex],
        `${told.name}  ${told.shown[at.dataIndex]}`,
        ...(told.before ? [`${told.before_name}  ${told.before_shown[at.dataIndex]}`] : []),
      ].join("\n"),
    },
    legend: told.before
      ? { top: 0, left: 0, itemWidth: 14, itemHeight: 8, itemGap: 16, selectedMode: false, textStyle: font, data: [told.name, told.before_name] }
      : undefined,
    xAxis: { type: "category", data: told.months, axisLabel: font, axisTick: { show: false }, axisLine: { lineStyle: { color: second } } },
    yAxis: { type: "value", minInterval: told.whole ? 1 : undefined, axisLabel: font, splitNumber: 3, splitLine: { lineStyle: { color: colour("--hair") } } },
    series: [
      {
        name: told.name, type: "bar", data: told.values, barMaxWidth: 26, itemStyle: { color: colour("--dai") },
      },
      {
        name: "top", type: "scatter", symbol: "rect", symbolSize: [26, 1], data: tops, silent: true,
        itemStyle: { color: "transparent" }, labelLayout: { hideOverlap: true },
        label: {
          show: told.months.length <= 14, distance: 3, color: colour("--ink"), fontSize: 11, fontWeight: 600,
          formatter: (point) => told.shown[point.dataIndex],
        },
      },
      ...(told.before
        ? [{ name: told.before_name, type: "scatter", symbol: "rect", symbolSize: [26, 2], data: told.before, itemStyle: { color: colour("--field") } }]
        : []),
    ],
  };
}

for (const box of document.querySelectorAll(".trend[data-from]")) {
  const told = JSON.parse(document.getElementById(box.dataset.from).textContent);
  const chart = echarts.init(box, null, { renderer: "canvas" });
  chart.setOption(options(told));
  window.addEventListener("resize", () => chart.resize());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart.setOption(options(told)));
}
