"""What is done with personal data: shown to one person for a reason, erased in time, sealed with a new key."""

from portal.privacy.services.purging import Purge, purge
from portal.privacy.services.revealing import plain_text, reveal, why_not
from portal.privacy.services.rotating import Rotation, rotate

__all__ = ["Purge", "Rotation", "plain_text", "purge", "reveal", "rotate", "why_not"]
