"""Every page's address and name."""

from django.urls import URLPattern, path

from yiben.pages.views import (
    access,
    attachments,
    books,
    changes,
    desk,
    figure_rows,
    figures,
    reading,
    record,
    registers,
    reports,
)

urlpatterns: list[URLPattern] = [
    path("", desk.desk, name="desk"),
    path("login/", access.log_in, name="login"),
    path("login/demo/", access.log_in_demo, name="login_demo"),
    path("logout/", access.log_out, name="logout"),
    path("standing/", access.set_standing, name="standing"),
    path("registers/", registers.registers, name="registers"),
    path("registers/<slug:register>/", registers.register, name="register"),
    path("registers/<slug:register>/new/", changes.new, name="new"),
    path("registers/<slug:register>/export.xlsx", registers.export, name="export"),
    path("records/<str:record>/", record.record, name="record"),
    path("records/<str:record>/correct/", changes.correct, name="correct"),
    path("records/<str:record>/move/<slug:move>/", changes.move, name="move"),
    path("records/<str:record>/void/", changes.void, name="void"),
    path("records/<str:record>/reveal/<slug:field>/", record.reveal, name="reveal"),
    path("records/<str:record>/attachments/", attachments.add, name="attachments"),
    path("records/<str:record>/attachments/<int:number>/", attachments.fetch, name="attachment"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<str:figure>/", figures.figure, name="figure"),
    path("figures/<str:figure>/rows.xlsx", figure_rows.export, name="figure_rows"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<slug:kind>/", reports.report, name="report"),
    path("reports/<slug:kind>.<str:suffix>", reports.download, name="report_file"),
    path("reading/", reading.reading, name="reading"),
    path("reading/figures.xlsx", reading.export, name="reading_file"),
    path("catalog/", books.catalog_page, name="catalog"),
    path("catalog/<slug:register>/", books.register_page, name="catalog_register"),
]
