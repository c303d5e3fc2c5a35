"""The two registers every agency keeps (domain, section 1.6)."""

from __future__ import annotations

from django.db import models


class Register(models.TextChoices):
    OUTGOING = "outgoing", "Sổ văn bản đi"
    DECISION = "decision", "Sổ quyết định"
