"""The levels of findings, as the settings and the rules set them."""

from __future__ import annotations

from fnmatch import fnmatchcase

from afterword.checks.registry import BY_ID, FAMILIES
from afterword.checks.rule import Rule
from afterword.config import FILE_NAME, Config, LevelSetting
from afterword.errors import AfterwordError
from afterword.project import Project


def configured_level(rule: Rule, path: str, config: Config) -> LevelSetting | None:
    """Return the level that the settings give a rule for a file; None if they leave it to the rule."""
    if rule.absolute:
        return None
    level = _named(config.checks.rules, rule.id)
    for setting in config.checks.paths:
        if fnmatchcase(path, setting.path):
            level = _named(setting.rules, rule.id) or level
    return level


def _named(levels: dict[str, LevelSetting], rule: str) -> LevelSetting | None:
    return levels.get(rule) or levels.get(rule[:3])


def require_known_rules(config: Config) -> None:
    """Refuse settings that name a rule that does not exist.

    Raises:
        AfterwordError: with the id.
    """
    for levels in (config.checks.rules, *(setting.rules for setting in config.checks.paths)):
        for name in levels:
            if name not in BY_ID and name not in FAMILIES:
                raise AfterwordError(
                    f"`checks` names the rule `{name}`, which does not exist",
                    remedy="`afterword explain` lists the rules; a family is written `AW6`",
                    path=FILE_NAME,
                )


def patterns_without_match(project: Project) -> list[str]:
    """Return the path patterns of the settings that match no post-mortem of the project."""
    paths = [project.display_path(path) for path in project.paths]
    patterns = [setting.path for setting in project.config.checks.paths]
    return [pattern for pattern in patterns if not any(fnmatchcase(path, pattern) for path in paths)]
