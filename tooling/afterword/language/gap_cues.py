"""How people say why evals did not catch something: by gap, the words."""

from __future__ import annotations

import re

from afterword.text.late_pattern import late_pattern

_TEST = (
    r"(?:evals?|evaluations?|eval (?:suites?|sets?|runs?|cases?|data)|(?:regression |golden |eval |test )?suites?|"
    r"(?:(?<!smoke )(?<!load ))(?:unit |regression |integration |fairness |retrieval |golden |snapshot |"
    r"back)?tests?(?: (?:sets?|cases?|data|suites?|beds?))?|golden sets?|benchmarks?|judges?|graders?|test beds?)"
)
_CASE = r"(?:tests?(?: cases?)?|cases?|evals?|evaluations?|(?:test |eval )?questions?|examples?|samples?)"
GAPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "not-run",
        late_pattern(
            rf"\b{_TEST} (?:[\w'-]+ ){{0,3}}?(?:(?:was|were|is|are) (?:not|never)|(?:was|were|is|are)n't|has "
            rf"never been|have never been) (?:run|executed|started|re-?run|wired|triggered)\b|"
            rf"\b{_TEST} (?:[\w'-]+ ){{0,3}}?(?:was|were|is|are|got) (?:skipped|disabled|bypassed|(?:switched|"
            rf"turned) off)\b(?! (?:now|from now on|instead)\b)|"
            rf"\b{_TEST} (?:[\w'-]+ ){{0,2}}?(?:(?:did|does|do)(?: not|n't)|never) (?:even )?(?:run|execute|ran)\b|"
            r"\b(?:was|were|is|has been|have been)(?: not|n't| never) (?:been )?evaluated\b|"
            rf"\b(?:skipped|bypassed|did(?: not|n't) run|never ran|nobody ran|nobody started) (?:the |our |any )?"
            rf"(?:\w+ )?{_TEST}\b|\b(?:no|without (?:an? )?) ?{_TEST} (?:was|were) (?:run|executed)\b"
        ),
    ),
    (
        "not-representative",
        late_pattern(
            rf"\b(?:not|un|hardly|barely)[ -]?representative\b|\b{_TEST} (?:[\w'-]+ ){{0,2}}?(?:runs?|ran|uses?|used|"
            r"(?:is|are|was|were) (?:run|built|made)) (?:only )?(?:against|with|on|in|from)? ?(?:an? |the |"
            rf"only )?(?:\w+ )?(?:fixtures?|mock\w*|stubs?|sandbox|synthetic|toy|simulat\w+)\b|\b{_TEST} "
            r"(?:[\w'-]+ ){0,2}?(?:runs?|ran|uses?|used) (?:with |against |on )?(?:its own|another|an? (?:different|"
            r"older?)|the old) (?:\w+ )?(?:config\w*|settings|model|index|prompt|version|data\w*|snapshot)\b"
            r"|\b(?:test|eval|golden) ?(?:data|sets?|suites?|cases?) (?:has|have|had|contains?|contained|is|are|was|"
            rf"were) (?:only|mostly|all|nothing but)\b|\b{_TEST} (?:never sees?|never saw|do(?:es)?(?: not|n't) see) "
        ),
    ),
    (
        "wrong-assertion",
        late_pattern(
            rf"\b(?:assertions?|(?:the |our )?(?:{_TEST}|checks?)|expected (?:answers?|values?)|"
            r"rubrics?) (?:[\w'-]+ ){0,2}?(?:only (?:checks?|checked|compares?|compared|looks? (?:at|for)|"
            r"looked (?:at|for)|asserts?|asserted|match\w*)|checks? only|checked only|(?:is|was|were|are) (?:wrong|"
            r"too (?:loose|weak|lenient|lax))|accept(?:s|ed)? (?:any|every|all|the wrong)|(?:was|were) written to)\b"
        ),
    ),
    (
        "judge-error",
        late_pattern(
            r"\b(?:judge|grader|scorer)(?: model)? (?:[\w'-]+ ){0,3}?(?:wrongly|(?:rates?|rated|scores?|scored|"
            r"prefers?|preferred|passes|passed|accepts?|accepted|gives?|gave|rewards?|rewarded|likes?|"
            r"favou?rs?) (?:[\w'-]+ ){0,3}?(?:wrong|invented|false|flatter\w*|bad|fabricated|agree\w*|hallucinated)|"
            r"was (?:wrong|fooled|biased|swapped))\b"
        ),
    ),
    (
        "missing-case",
        late_pattern(
            rf"\b(?:no|not a single|not one|none of (?:our|the|its)|never an?|without an?) (?:[\w'-]+ ){{0,3}}?{_CASE}"
            r"\b(?! (?:failed|fails?|failing|caught|noticed|flagged|found|ran|runs?|was|were|is|has|showed|shows?|"
            rf"broke))|\b(?:no|none of (?:our|the|its)) (?:[\w'-]+ ){{0,2}}?{_TEST} (?:[\w'-]+ )?(?:asks?|asked|"
            r"covers?|covered|checks?|checked|tests?|tested|contains?|contained|includes?|included|looks? at|had)\b"
            rf"|\b{_TEST} (?:[\w'-]+ ){{0,2}}?(?:has|have|had|contains?|contained|covers?|covered|includes?|"
            rf"included) (?:no|neither|none)\b|\b{_TEST} (?:[\w'-]+ ){{0,2}}?(?:do|does|did)(?: not|n't) (?:cover|"
            r"contain|include|ask|have|test|check)\b|\b(?:is|was|were|are)(?: not|n't) (?:covered|tested|asked|part of|"
            rf"in) (?:by |in )?(?:the |any |our )?{_TEST}\b"
        ),
    ),
)
"""By gap of the format, in the order in which they are asked, what is looked for in a text without case."""
ABOUT_EVALS = late_pattern(rf"\b{_TEST}\b|\bassertions?\b|\brubrics?\b|\bevaluated\b")
"""What a text about evals names."""
