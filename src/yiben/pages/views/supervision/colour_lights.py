"""A supervision item's colour as a light: shape and word first, so that it reads in grey print."""

from yiben.capabilities.cases.supervision.items import Item
from yiben.declare.load import catalog
from yiben.ui import lights
from yiben.ui.lights import Light

SHAPES = {"blue": ("triangle", "dai"), "orange": ("triangle", "teng"), "red": ("square", "zhu")}


def light(item: Item) -> Light:
    """Its colour where it has one, else its state."""
    if not item.colour.rank:
        return lights.of_state(catalog().registers[item.record.register], item.record.state)
    shape, tone = SHAPES[item.colour.tone]
    return Light(shape, said(item.colour.title), tone)


def said(colour: str) -> str:
    """The colour's word in the language spoken."""
    register = catalog().registers.get("supervision_colours")
    return register.fields["colour"].option_said(colour) if register else colour
