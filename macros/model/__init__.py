"""The records: what fields each kind has. Shape only; what the fields must mean together is in rules/."""

from .article import Article, Line, Strength
from .base import (
    Better,
    Concern,
    Direction,
    Level,
    OutcomeType,
    Part,
    Record,
    Size,
    Stance,
    Verb,
    Verdict,
)
from .claim import (
    Certainty,
    Claim,
    Directness,
    Domain,
    EffectRef,
    Finding,
    FindingSource,
    HistoryEntry,
    Search,
    Upgrade,
)
from .comparison import Cell, Comparison
from .exceptions import Exceptions
from .forward import Forward
from .guide import SCHEMA_VERSION, Guide, Population, Topic
from .misfiled import misfiled
from .plan import Ground, Plan, PlanLine, Shown, Step
from .practical import Basis, Caution, CautionCertainty, CautionKind, Practice, PracticeKind
from .shape import CODES, FOLDERS, KINDS, ShapeError, kind_of, read
from .source import Arm, CslType, Design, Measure, Name, Read, Reported, Result, Source, Status
from .term import Term

__all__ = [
    "CODES",
    "FOLDERS",
    "KINDS",
    "SCHEMA_VERSION",
    "Arm",
    "Article",
    "Basis",
    "Better",
    "Caution",
    "CautionCertainty",
    "CautionKind",
    "Cell",
    "Certainty",
    "Claim",
    "Comparison",
    "Concern",
    "CslType",
    "Design",
    "Direction",
    "Directness",
    "Domain",
    "EffectRef",
    "Exceptions",
    "Finding",
    "FindingSource",
    "Forward",
    "Ground",
    "Guide",
    "HistoryEntry",
    "Level",
    "Line",
    "Measure",
    "Name",
    "OutcomeType",
    "Part",
    "Plan",
    "PlanLine",
    "Population",
    "Practice",
    "PracticeKind",
    "Read",
    "Record",
    "Reported",
    "Result",
    "Search",
    "ShapeError",
    "Shown",
    "Size",
    "Source",
    "Stance",
    "Status",
    "Step",
    "Strength",
    "Term",
    "Topic",
    "Upgrade",
    "Verb",
    "Verdict",
    "kind_of",
    "misfiled",
    "read",
]
