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
            rf"\b(?:not|un|hardly|barely)[ -]?representative\b|"
            rf"\b{_TEST} (?:[\w'-]+ ){{0,2}}?(?:runs?|ran|uses?|used|(?:is|are|was|were) (?:run|built|made)) "
            rf"(?:only )?(?:against|with|on|in|from)? ?(?:an? |the |only )?(?:\w+ )?(?:fixtures?|mock\w*|stubs?|"
            rf"sandbox|synthetic|toy|simulat\w+)\b|"
            rf"\b{_TEST} (?:[\w'-]+ ){{0,2}}?(?:runs?|ran|uses?|used) (?:with |against |on )?(?:its own|another|an? "
            r"(?:different|older?)|the old) (?:\w+ )?(?:config\w*|settings|model|index|prompt|version|data\w*|"
            r"snapshot)\b|"
            rf"\b(?:test|eval|golden) ?(?:data|sets?|suites?|cases?) (?:has|have|had|contains?|contained|is|are|"
            rf"was|were) "
            rf"(?:only|mostly|all|nothing but)\b|\b{_TEST} (?:never sees?|never saw|do(?:es)?(?: not|n't) see) "
        ),
    ),
    (
        "wrong-assertion",
        late_pattern(
            rf"\b(?:assertions?|(?:the |our )?(?:{_TEST}|checks?)|expected (?:answers?|values?)|rubrics?) "
            rf"(?:[\w'-]+ ){{0,2}}?"
            r"(?:only (?:checks?|checked|compares?|compared|looks? (?:at|for)|looked (?:at|for)|asserts?|"
            r"asserted|match\w*)|"
            r"checks? only|checked only|(?:is|was|were|are) (?:wrong|too (?:loose|weak|lenient|lax))|"
            r"accept(?:s|ed)? (?:any|every|all|the wrong)|(?:was|were) written to)\b"
        ),
    ),
    (
        "judge-error",
        late_pattern(
            r"\b(?:judge|grader|scorer)(?: model)? (?:[\w'-]+ ){0,3}?(?:wrongly|(?:rates?|rated|scores?|scored|"
            r"prefers?|preferred|passes|passed|accepts?|accepted|gives?|gave|rewards?|rewarded|likes?|favou?rs?) "
            r"(?:[\w'-]+ ){0,3}?"
            r"(?:wrong|invented|false|flatter\w*|bad|fabricated|agree\w*|hallucinated)|was (?:wrong|fooled|"
            r"biased|swapped))\b"
        ),
    ),
    (
        "missing-case",
        late_pattern(
            rf"\b(?:no|not a single|not one|none of (?:our|the|its)|never an?|without an?) (?:[\w'-]+ "
            rf"){{0,3}}?{_CASE}\b"
            r"(?! (?:failed|fails?|failing|caught|noticed|flagged|found|ran|runs?|was|were|is|has|showed|shows?|"
            r"broke))|"
            rf"\b(?:no|none of (?:our|the|its)) (?:[\w'-]+ ){{0,2}}?{_TEST} (?:[\w'-]+ )?(?:asks?|asked|covers?|"
            rf"covered|checks?|checked|tests?|tested|contains?|contained|includes?|included|looks? at|had)\b|"
            rf"\b{_TEST} (?:[\w'-]+ ){{0,2}}?(?:has|have|had|contains?|contained|covers?|covered|includes?|included) "
            rf"(?:no|neither|none)\b|"
            rf"\b{_TEST} (?:[\w'-]+ ){{0,2}}?(?:do|does|did)(?: not|n't) (?:cover|contain|include|ask|have|test|"
            rf"check)\b|"
            rf"\b(?:is|was|were|are)(?: not|n't) (?:covered|tested|asked|part of|in) (?:by |in )?(?:the |any |"
            rf"our )?{_TEST}\b"
        ),
    ),
)
"""By gap of the format, in the order in which they are asked, what is looked for in a text without case."""
ABOUT_EVALS = late_pattern(rf"\b{_TEST}\b|\bassertions?\b|\brubrics?\b|\bevaluated\b")
"""What a text about evals names."""
