"""All panels, in the order they are shown; the page of methods is made from this table too."""

from assessment.dashboard.panels.bottlenecks import BOTTLENECKS
from assessment.dashboard.panels.consultations import CONSULTATIONS
from assessment.dashboard.panels.deflection import DEFLECTION
from assessment.dashboard.panels.forecast import FORECAST
from assessment.dashboard.panels.letters import LETTERS
from assessment.dashboard.panels.peers import PEERS
from assessment.dashboard.panels.refusals import REFUSALS
from assessment.dashboard.panels.searches import SEARCHES
from assessment.dashboard.panels.tickets import TICKETS

PANELS = (BOTTLENECKS, FORECAST, PEERS, REFUSALS, TICKETS, CONSULTATIONS, LETTERS, DEFLECTION, SEARCHES)
BY_CODE = {panel.code: panel for panel in PANELS}
"""A code is part of the panel's address."""
