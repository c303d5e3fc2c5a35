"""A notice as an officer enters it: a swap in two dates, further days, own hours."""

from eiso.people.calendars.forms.notices import NoticeForms
from eiso.people.calendars.forms.samples import SampleForm

__all__ = ["NoticeForms", "SampleForm"]
