"""A system of an organ, with its token."""

from portal.actors import SYSTEM
from portal.interface import services
from tests.disclosure.office import MORNING

BOTH = ("hand_in", "follow_up")


def register(organ, *, name="市教育局办公自动化系统", scopes=BOTH, valid_days=365, networks="", at=MORNING):
    """Returns the client and the headers its requests carry."""
    client, token = services.create_client(
        organ=organ, name=name, scopes=scopes, valid_days=valid_days, networks=networks, actor=SYSTEM, at=at
    )
    return client, {"Authorization": f"Bearer {token}"}
