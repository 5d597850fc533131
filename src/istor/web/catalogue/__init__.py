"""The catalogue: what is worked out of an archive, in a file beside it, so that a page finds its part without the rest.

Events are views (decision 0008): worked out of claims and links, thrown away at will. Working them all out takes longer
and more memory the more reports there are; so it is done once for each state of the archive, in another process, and a
page reads from the file what it shows. In memory lie only a few numbers for each claim (``columns``), by which events
are chosen, counted and drawn. The texts stay in the archive.
"""

from istor.web.catalogue.catalogue import Catalogue
from istor.web.catalogue.filling import fill

__all__ = ["Catalogue", "fill"]
