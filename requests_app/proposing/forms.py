"""The filter of the public list."""

from django import forms

from portal.typed_text import without_unseen

_YEARS = (2000, 2200)


class FilterForm(forms.Form):
    """Nothing typed here is an error: what means nothing filters nothing."""

    organ = forms.SlugField(required=False)
    year = forms.IntegerField(required=False, min_value=_YEARS[0], max_value=_YEARS[1])
    q = forms.CharField(required=False, max_length=100)

    def chosen(self) -> dict[str, object]:
        """The arguments of ``selectors.public_answers``."""
        self.full_clean()
        clean = self.cleaned_data
        words = without_unseen(clean.get("q") or "")
        return {"organ": clean.get("organ") or "", "year": clean.get("year"), "words": words}
