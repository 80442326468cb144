"""What the guide's reader calls what has no label of its own: classes, and their fields."""

from collections.abc import Mapping
from typing import Any

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange, Recap, RecapRow
from bdc_sessions.changes.recap import HEAD
from bdc_sessions.dossier import Dossier
from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    Issuer,
    Session,
    Site,
    Term,
    Volume,
)
from bdc_sessions.rules import Report, Skipped, Violation, Waived
from bdc_sessions.texts import Bilingual

TITLES: Mapping[type[Any], str] = {
    Action: "Action de formation",
    Component: "Composante",
    Volume: "Volume",
    Site: "Site de réalisation",
    Session: "Session",
    CollectiveInfo: "Information collective",
    Address: "Adresse",
    Term: "Terme",
    Issuer: "Émetteur",
    Changes: "Modifications",
    FieldChange: "Modification",
    Recap: "Récapitulatif",
    RecapRow: "Ligne",
    ChangeRequest: "Demande de modification",
    Dossier: "Dossier",
    Report: "Rapport",
    Violation: "Anomalie",
    Bilingual: "Messages",
    Skipped: "Règle non jugée",
    Waived: "Dérogation",
}
"""What each class that is encoded is called."""

LABELS: Mapping[type[Any], Mapping[str, str]] = {
    Changes: {"of": "Objet", "items": "Modifications"},
    FieldChange: dict(zip(("path", "before", "after"), HEAD, strict=True)),
    Recap: {"rows": "Lignes"},
    RecapRow: dict(zip(RecapRow._fields, HEAD, strict=True)),
    Dossier: {"base": "Action de départ", "requests": "Demandes de modification"},
    Report: {
        "violations": "Anomalies",
        "skipped": "Règles non jugées",
        "waived": "Dérogations",
    },
    Violation: {
        "code": "Code",
        "severity": "Gravité",
        "path": "Chemin",
        "label": "Champ",
        "value": "Valeur",
        "related": "Autres champs",
        "source": "Source",
        "title": "Règle",
        "messages": "Messages",
        "fix": "Correction",
    },
    Bilingual: {"fr": "Message en français", "en": "Message en anglais"},
    Skipped: {"code": "Code", "reason": "Motif"},
    Waived: {"violation": "Anomalie", "reason": "Motif", "until": "Jusqu'au"},
}
"""The fields of classes that are no part of the model, which bear no labels."""
