"""What an endpoint may be asked: each parameter declared once, typed, and nothing ignored.

An endpoint's parameters are a subclass of `Parameters`, whose members use the types below.
Whatever is not declared, given twice, empty or unusable is refused by name.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, ClassVar, Literal, Self, cast

from django.http import QueryDict
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
)
from pydantic import ValidationInfo as Info
from pydantic_core import ErrorDetails

from billtracker.api.errors import ApiError, Code, FieldCode, FieldError
from billtracker.days import WELLINGTON
from billtracker.text import folded

MAX_PAGE_SIZE = 200
DEFAULT_PAGE_SIZE = 50
_LONGEST = 200
_LONGEST_CURSOR = 2000
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Setting:
    """What values are judged by: today in Wellington, and the members of the answer's objects."""

    today: date
    members: tuple[str, ...] = ()


def _day(text: str) -> date:
    """Read a day; only the one form, in plain digits, and only days that exist."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("Give a day as YYYY-MM-DD.")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("There is no such day.") from error


def _day_gone(text: str, info: Info) -> date:
    day = _day(text)
    today = _setting(info).today
    if day > today:
        raise ValueError(f"Nothing is on record of days to come; today is {today}.")
    return day


_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})"
)


def _moment(text: str) -> datetime:
    """Read an instant, or a day, which means its first moment in Wellington."""
    if not _INSTANT.fullmatch(text):
        try:
            return datetime.combine(_day(text), time(), WELLINGTON).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise ValueError(
                "Give a day as YYYY-MM-DD, or an instant with an offset, as in "
                "2024-11-14T02:00:00Z (a + is written %2B)."
            ) from error
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError("There is no such instant.") from error


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError("Give a whole number.")
    return int(text)


def _yes(text: str) -> bool:
    if text not in {"1", "true", "0", "false"}:
        raise ValueError("Give 1 or true, 0 or false.")
    return text in {"1", "true"}


def _slug(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise ValueError("Give an id: letters without macrons, digits and hyphens.")
    return text


def _words(text: str) -> str:
    if not folded(text):
        raise ValueError("Give at least one letter or digit.")
    return text


def _members(text: str, info: Info) -> tuple[str, ...]:
    known = _setting(info).members
    names = tuple(dict.fromkeys(text.split(",")))
    for name in names:
        if name not in known:
            raise ValueError(f"There is no member {_shown(name)}; there are {_list(known)}.")
    return names


def _setting(info: Info) -> Setting:
    setting: Setting = cast("Any", info.context)
    return setting


Day = Annotated[date, BeforeValidator(_day)]
DayGone = Annotated[date, BeforeValidator(_day_gone)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Number = Annotated[int, BeforeValidator(_number)]
Yes = Annotated[bool, BeforeValidator(_yes)]
Slug = Annotated[str, BeforeValidator(_slug)]
Words = Annotated[str, BeforeValidator(_words)]
Members = Annotated[tuple[str, ...], BeforeValidator(_members)]
Cursor = Annotated[str, Field(max_length=_LONGEST_CURSOR)]


class Parameters(BaseModel):
    """What every read takes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    # Parameters that say how an answer is told, not what it is about.
    of_form: ClassVar[frozenset[str]] = frozenset({"fields", "format"})

    fields: Members | None = Field(None, description="Keep only these members of each object.")
    format: Literal["json", "csv"] = "json"
    _given: dict[str, str] = PrivateAttr(default_factory=dict)

    @classmethod
    def of(cls, query: QueryDict, setting: Setting) -> Self:
        """Return the parameters that a query gives; raise ApiError naming every one misgiven."""
        errors = list(_misgiven(query))
        blamed = {error.field for error in errors}
        given = {name: str(value) for name, value in query.items() if name not in blamed}
        try:
            parameters = cls.model_validate(given, context=setting)
        except ValidationError as error:
            wrong = error.errors(include_url=False)
            errors += [_field_error(cls, one) for one in wrong]
        else:
            if not errors:
                parameters._given.update(given)  # noqa: SLF001 - its own class
                return parameters
        raise ApiError(Code.INVALID_PARAMETERS, _summary(errors), errors)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the parameters' names as they stand in an address."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @property
    def given(self) -> dict[str, str]:
        """The parameters as they were given, in words."""
        return self._given

    @property
    def asked(self) -> dict[str, str]:
        """Those given that say what an answer is about, not how it is told."""
        return {name: word for name, word in self._given.items() if name not in self.of_form}


class AsOf(Parameters):
    """What a read takes that can look back."""

    as_of: DayGone | None = Field(
        None, description="What held at the end of this day in Wellington; today if not given."
    )


class ListParameters(Parameters):
    """What every list takes."""

    of_form: ClassVar[frozenset[str]] = frozenset(
        {*Parameters.of_form, "cursor", "page_size", "count"}
    )

    cursor: Cursor | None = Field(None, description="Where a page begins: follow `next`.")
    page_size: Annotated[Number, Field(ge=1, le=MAX_PAGE_SIZE)] = DEFAULT_PAGE_SIZE
    count: Yes = Field(default=False, description="Count all that match, which takes longer.")


def _misgiven(query: QueryDict) -> list[FieldError]:
    """Return what no parameter may be: given twice, empty, too long, or holding a NUL."""
    errors = []
    for name, values in query.lists():
        text = values[-1] if values else ""
        longest = _LONGEST_CURSOR if name in {"cursor", "after", "fields"} else _LONGEST
        if len(values) > 1:
            message = "It is given more than once."
            errors.append(FieldError(_cut(name), FieldCode.REPEATED_PARAMETER, message))
        elif not text or "\0" in text or len(text) > longest:
            message = f"Give 1 to {longest} characters, none of them NUL."
            errors.append(FieldError(_cut(name), FieldCode.UNUSABLE_VALUE, message))
    return errors


def _summary(errors: list[FieldError]) -> str:
    if len(errors) == 1:
        return f"{errors[0].field}: {errors[0].message}"
    return f"These parameters cannot be used: {', '.join(error.field for error in errors)}."


def _field_error(kind: type[Parameters], wrong: ErrorDetails) -> FieldError:
    name = _cut(str(wrong["loc"][0]))
    if wrong["type"] == "extra_forbidden":
        message = f"There is no such parameter here; there are {_list(kind.names())}."
        return FieldError(name, FieldCode.UNKNOWN_PARAMETER, message)
    return FieldError(name, FieldCode.UNUSABLE_VALUE, _sentence(wrong))


def _sentence(wrong: ErrorDetails) -> str:
    context = wrong.get("ctx", {})
    told = f"{wrong['msg']}."
    if wrong["type"] == "value_error":
        told = str(context["error"])
    elif wrong["type"] in {"enum", "literal_error"}:
        told = f"Give {context['expected']}."
    return f"{told} It was {_shown(wrong['input'])}."


def _shown(value: object) -> str:
    return repr(_cut(str(value)))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names)
