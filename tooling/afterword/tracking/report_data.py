"""What `sync --format json` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from afterword.tracking.plan_file import PlannedOperation
from afterword.tracking.remark import Remark


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WrittenCells(_Model):
    """Cells of one row."""

    document: str = Field(description="the post-mortem's id")
    action: str = Field(description="the row's id")
    issue: int = Field(description="number of the issue that they come from")
    cells: dict[str, str] = Field(description="new text of each cell, by its column")


class RemarkData(_Model):
    """Something that a person should know or fix."""

    path: str = Field(description="the file; empty if it concerns none")
    line: int | None = Field(description="counted from 1; null if it concerns no line")
    reason: str = Field(description="what is wrong")
    remedy: str = Field(description="what to do about it; may be empty")

    @classmethod
    def of(cls, remark: Remark) -> RemarkData:
        """Return a remark as data."""
        return cls(path=remark.path, line=remark.line, reason=remark.reason, remedy=remark.remedy)


class SyncData(_Model):
    """What a run did, or would do."""

    version: Literal[1] = Field(1, description="of this form")
    dry_run: bool = Field(description="whether nothing was to be done")
    offline: bool = Field(
        False,
        description="whether only documents were read, as there is no GITHUB_TOKEN: `operations` are then the issues "
        "that would be opened at most",
    )
    summary: str = Field(description="the last line of the output for people")
    operations: list[PlannedOperation] = Field(description="what was done to issues, or would be")
    cells: list[WrittenCells] = Field([], description="what was written into the action tables, or would be")
    left: int = Field(0, description="operations that remain for another run")
    refused: list[RemarkData] = Field([], description="what GitHub refused")
    skipped: list[RemarkData] = Field(description="action items that cannot be tracked")
    warnings: list[RemarkData] = Field([], description="what a person should know")
    notes: list[RemarkData] = Field(description="what is not to be tracked yet")
    error: str | None = Field(None, description="why the run stopped; null if it did not")
