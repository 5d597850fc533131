"""What the lanes of a picture are called, and the filter that shows one of them alone."""

from istor.web.catalogue import Catalogue
from istor.web.catalogue.columns import KINDS, QUAD_NAMES
from istor.web.catalogue.documents import STORIES
from istor.web.pictures.lanes import Lane, Picture
from istor.web.tongue import Tongue


def labelled(picture: Picture, by: str, catalogue: Catalogue, tongue: Tongue) -> list[tuple[Lane, tuple[str, str]]]:
    """Each lane with its name and what the filter asks for."""
    keys = [lane.key for lane in picture.lanes]
    if by == "actor":
        actors = catalogue.actors_of(keys)
        names = {}
        for key in keys:
            party = actors[key].party
            name = tongue.party(party)
            is_role = name.text[:1].islower()  # "diplomats" alone does not say whose
            names[key] = (f"{name.text} ({name.of})" if is_role and name.of else name.text, str(party))
    elif by == "story":
        held = catalogue.items("stories", STORIES, keys)
        names = {key: (tongue.story(tale.story, tale.called), tale.story.id) for key, tale in held.items()}
    else:
        words = QUAD_NAMES if by == "quad" else KINDS
        names = {key: (tongue.term(by, words[key]), words[key]) for key in keys}
    return [(lane, names[lane.key]) for lane in picture.lanes]
