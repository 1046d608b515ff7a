"""Model fields for personal data. Whoever prints, serialises or exports them gets the mask."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from portal.privacy import sealing
from portal.privacy.masks import HIDDEN, MASKS

_INDEX_LENGTH = 64


class SecretMisused(TypeError):
    """A personal datum was about to leave by a way that would lose its seal."""


class Secret:
    """One personal datum of one row. ``str()`` is its mask; ``services.reveal`` is the way to the text.

    It holds either the sealed value of the database or text that will be sealed when the row is saved.
    """

    __slots__ = ("_field", "_fresh", "_row", "_token")

    def __init__(self, field: "EncryptedTextField", *, token: str = "", fresh: str | None = None) -> None:
        self._field, self._token, self._fresh = field, token, fresh
        self._row: models.Model | None = None

    def of(self, row: models.Model) -> "Secret":
        """The same datum, knowing its row: without that it cannot be opened."""
        bound = Secret(self._field, token=self._token, fresh=self._fresh)
        bound._row = row
        return bound

    def __bool__(self) -> bool:
        return bool(self._token or self._fresh)

    def __str__(self) -> str:
        if not self:
            return ""
        return MASKS[self._field.mask](self.plain()) if self._row is not None else HIDDEN

    def __repr__(self) -> str:
        return "<Secret>"

    def __deepcopy__(self, _memo: Any) -> "Secret":
        return self

    def __reduce__(self) -> Any:
        raise SecretMisused("a personal datum is not pickled: caches and queues would keep it")

    def plain(self) -> str:
        """The text, for the services of this package. Raises ``KeyMissing`` or ``BrokenSeal``."""
        if self._fresh is not None:
            return self._fresh
        return sealing.unseal(self._token, self._context()) if self._token else ""

    def sealed(self) -> str:
        """The value for the database."""
        if self._fresh:
            self._token, self._fresh = sealing.seal(self._fresh, self._context()), None
        return self._token

    def _context(self) -> str:
        if self._row is None:
            raise SecretMisused("this datum does not know its row: read the whole object")
        return self._field.context_of(self._row)


class _SecretAttribute(DeferredAttribute):
    """What stands at the attribute of an object is always a ``Secret`` that knows its row, or ``None``."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        field: EncryptedTextField = self.field  # type: ignore[assignment]  # Django's stubs know the plain field only
        secret = Secret(field, fresh=value) if isinstance(value, str) else value
        if not isinstance(secret, Secret | None):
            raise SecretMisused(f"{field.name} takes text")
        instance.__dict__[field.attname] = secret.of(instance) if secret is not None else None


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # as in Django's own documentation
    """Text sealed with AES-GCM; ``bound_to`` is the row's own unchanging key, authenticated with the value.

    ``mask`` names a row of ``masks.MASKS``. ``readers`` are the roles that may have it revealed, held in the row's
    organ; nobody by default. It cannot be searched, sorted or edited in a model form; see ``BlindIndexField``.
    """

    descriptor_class = _SecretAttribute

    def __init__(
        self, *args: Any, mask: str = "nothing", readers: Sequence[str] = (), bound_to: str = "row_key", **kwargs: Any
    ) -> None:
        self.mask, self.readers, self.bound_to = mask, tuple(readers), bound_to
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs | {"bound_to": self.bound_to}

    def context_of(self, row: models.Model) -> str:
        """Model, field and row. Raises ``SecretMisused`` for a row without its key."""
        key = getattr(row, self.bound_to)
        if key in (None, ""):
            raise SecretMisused(f"{self.name} needs {self.bound_to}")
        return f"{self.model._meta.label_lower}.{self.name}.{key}"

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Secret | None:
        return None if value is None else Secret(self, token=value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        secret = getattr(model_instance, self.attname)
        return None if secret is None else secret.sealed()

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Sealed values and emptiness pass; text that names no row never reaches the database."""
        if isinstance(value, Secret):
            value = value.sealed()
        if isinstance(value, str) and value:
            sealing.key_id_of(value)
        return super().get_db_prep_save(value, connection)

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, Secret) else super().get_prep_value(value)

    def get_lookup(self, lookup_name: str) -> Any:
        return (
            _Empty if lookup_name == "exact" else super().get_lookup(lookup_name) if lookup_name == "isnull" else None
        )

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is sealed: look it up through its BlindIndexField")

    def formfield(self, **kwargs: Any) -> None:  # no form may write back a mask
        return None

    def value_to_string(self, obj: models.Model) -> str:
        raise SecretMisused(f"{self.name} is not exported")


class _Empty(models.lookups.Exact):
    """``field=""`` is the only comparison a sealed value can answer."""

    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            raise FieldError("a sealed value is looked up through its BlindIndexField")
        return ""

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return "%s", [value]


class BlindIndexField(models.CharField):  # type: ignore[type-arg]  # as in Django's own documentation
    """A keyed digest of the encrypted field ``of``, so that the exact value can be found: ``matching``.

    The digest is bound to model and field: the same number in two tables cannot be joined. ``exact`` is for what
    blanks, hyphens or case tell apart, such as mail addresses.
    """

    def __init__(self, *args: Any, of: str, exact: bool = False, **kwargs: Any) -> None:
        self.of, self.exact = of, exact
        fixed = {"max_length": _INDEX_LENGTH, "db_index": True, "editable": False, "blank": True}
        super().__init__(*args, **(kwargs | fixed))

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("editable", "blank"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs | {"of": self.of} | ({"exact": True} if self.exact else {})

    @property
    def context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.of}"

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        secret = getattr(model_instance, self.of)
        found = self.digest(secret.plain()) if secret else ""
        setattr(model_instance, self.attname, found)
        return found

    def matching(self, text: str) -> models.Q:
        """Rows whose datum is ``text``, whichever key they were sealed with."""
        return models.Q(**{f"{self.name}__in": sealing.digests(text, self.context, exact=self.exact)})

    def digest(self, text: str) -> str:
        """What stands in the column for ``text``, under the current key."""
        return sealing.digest(text, self.context, exact=self.exact)


class Sealable(models.Model):
    """Gives rows the key their personal data is bound to, known before the first save and never changed."""

    row_key = models.UUIDField("行标识", default=uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


def personal_fields(model: type[models.Model]) -> list[EncryptedTextField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)]


def index_fields(model: type[models.Model]) -> list[BlindIndexField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, BlindIndexField)]
