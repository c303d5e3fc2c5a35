"""eISO: a state agency's quality-management system, joined to its running work.

Floors from the ground up: base, people, plan, act, do, check, oversee, faces; a
room imports its own floor's lower rooms and lower floors, never upwards.
"""

__version__ = "0.1.0"
