"""Agencies as a dated tree, their units, posts and the people in them."""

from eiso.people.orgs.models.committees import Committee, CommitteeMember
from eiso.people.orgs.models.imports import OrgImport
from eiso.people.orgs.models.orgs import Org, OrgAlias, OrgSuccession
from eiso.people.orgs.models.posts import Appointment, Delegation, Post, Unit

__all__ = [
    "Appointment",
    "Committee",
    "CommitteeMember",
    "Delegation",
    "Org",
    "OrgAlias",
    "OrgImport",
    "OrgSuccession",
    "Post",
    "Unit",
]
