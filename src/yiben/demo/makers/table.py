"""Which maker fills which register, in the order of planning."""

from yiben.demo.makers import (
    assistance_payments,
    disputes,
    health_contracts,
    investment,
    major_projects,
    monitored_households,
    monthly_counts,
    party_organisations,
    permits,
    petitions,
    revenue,
    safety,
    village_works,
    visits,
)
from yiben.demo.town import Maker

TABLE: dict[str, Maker] = {
    "petitions": petitions.make,
    "disputes": disputes.make,
    "safety_hazards": safety.make_hazards,
    "safety_checks": safety.make_checks,
    "police_counts": monthly_counts.make_police,
    "discipline_counts": monthly_counts.make_discipline,
    "party_organisations": party_organisations.make,
    "major_projects": major_projects.make,
    "funding_projects": investment.make_funds,
    "investment_leads": investment.make_leads,
    "investment_trips": investment.make_trips,
    "revenue": revenue.make,
    "revenue_tasks": revenue.make_tasks,
    "town_spending": revenue.make_spending,
    "infrastructure_works": village_works.make_works,
    "house_permits": permits.make_houses,
    "illegal_buildings": permits.make_illegal,
    "felling_permits": permits.make_felling,
    "waste_transport": village_works.make_waste,
    "health_events": village_works.make_events,
    "monitored_households": monitored_households.make,
    "visits": visits.make,
    "assistance_payments": assistance_payments.make,
    "health_contracts": health_contracts.make,
}
"""The maker of major_projects makes investment_reports too, because both tell of the same projects."""
