"""The exception tree. Every error has a stable `code` and one clear line in both languages."""

from boucle.errors.agreement import AgreementFaultsError, NoAgreementError
from boucle.errors.base import BoucleError
from boucle.errors.calendar import CalendarError, DurationError, NeverOpenError
from boucle.errors.commands import (
    DateOptionError,
    DemoFolderError,
    MonthOptionError,
    OutOptionError,
    SimulationFolderError,
    UnknownLeadError,
    UnknownWinError,
    UnwritableFileError,
    UsageError,
)
from boucle.errors.conditions import ConditionError
from boucle.errors.documents import AgreementDocumentError
from boucle.errors.imports import (
    AmbiguousColumnError,
    ImportFaultsError,
    ImportFileMissingError,
    ImportPathMissingError,
    JoinNotUniqueError,
    MappingFaultsError,
    MappingNotFoundError,
    MissingHeaderError,
    TooManyRejectsError,
    UnreadableFileError,
)
from boucle.errors.system import SystemRefusalError
from boucle.errors.tables import (
    MissingColumnsError,
    ParameterError,
    UnknownTableError,
    WrongColumnTypeError,
)
from boucle.errors.warehouse import (
    DiskFullError,
    LakeBusyError,
    LakeDamagedError,
    LockLostError,
    UnknownColumnsError,
    UnreadableRowsError,
    WorkspaceError,
    WorkspaceFolderTakenError,
    WorkspaceNewerError,
    WorkspaceNotFoundError,
    WorkspacePathError,
    WorkspaceSettingsError,
)

__all__ = [
    "AgreementDocumentError",
    "AgreementFaultsError",
    "AmbiguousColumnError",
    "BoucleError",
    "CalendarError",
    "ConditionError",
    "DateOptionError",
    "DemoFolderError",
    "DiskFullError",
    "DurationError",
    "ImportFaultsError",
    "ImportFileMissingError",
    "ImportPathMissingError",
    "JoinNotUniqueError",
    "LakeBusyError",
    "LakeDamagedError",
    "LockLostError",
    "MappingFaultsError",
    "MappingNotFoundError",
    "MissingColumnsError",
    "MissingHeaderError",
    "MonthOptionError",
    "NeverOpenError",
    "NoAgreementError",
    "OutOptionError",
    "ParameterError",
    "SimulationFolderError",
    "SystemRefusalError",
    "TooManyRejectsError",
    "UnknownColumnsError",
    "UnknownLeadError",
    "UnknownTableError",
    "UnknownWinError",
    "UnreadableFileError",
    "UnreadableRowsError",
    "UnwritableFileError",
    "UsageError",
    "WorkspaceError",
    "WorkspaceFolderTakenError",
    "WorkspaceNewerError",
    "WorkspaceNotFoundError",
    "WorkspacePathError",
    "WorkspaceSettingsError",
    "WrongColumnTypeError",
]
