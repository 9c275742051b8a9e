"""Verbs with which an action item can begin."""

from __future__ import annotations

from afterword.language.words import word_set

IMPERATIVES = word_set("""
    abort accept accelerate account acquire activate adapt add adjust adopt agree alert align allow allowlist amend
    analyse analyze annotate announce answer apply approve archive arrange ask assemble assert assess assign attach
    audit authenticate author authorise authorize automate autoscale avoid backfill backport back ban base batch
    begin benchmark bind block book bound break bring broaden budget build bump buy cache calculate calibrate call
    canary cancel cap capture catch centralise centralize change charge check choose circulate clarify classify
    clean clear clone close code collapse collect combine commission commit compare complete compress compute
    configure confirm connect consolidate constrain contact contain continue control convert copy correct count
    cover create cross-check cut decide declare decommission decouple dedupe deduplicate default defer define
    delete deliver demand deny deploy deprecate derive describe design detach detect develop disable disallow
    discard disconnect display distinguish distribute divert document double downgrade draft drain drill drop
    duplicate edit eliminate emit enable encode encrypt end enforce enlarge enrich enrol enroll ensure escalate
    escape establish estimate evaluate evict exclude execute exercise exit expand expire explain expose export
    extend extract fail feed fetch file fill filter finalise finalize find finish fix flag flush follow forbid
    force format forward freeze fuzz gate gather generate get give grant group guard halt handle harden hide
    highlight hire hold host identify ignore implement import improve include increase index inform inject inline
    insert inspect install instrument integrate introduce invalidate inventory invert invite isolate issue join
    keep kill label launch lengthen let level limit link lint list load localise localize lock log lower maintain
    make map mark mask match measure merge migrate mirror mitigate model modify monitor move name narrow normalise
    normalize notify number obtain offer open order organise organize output override own package page parallelise
    parse partition pass patch pause perform persist pick pilot pin place plan point populate port post practise
    practice prefer prepare present preserve prevent preview price print prioritise prioritize probe process
    produce profile prohibit promote prompt propagate propose protect prove provide provision prune publish pull
    purge push put qualify quarantine query queue quota quote raise randomise rate reach read rebalance rebase
    rebuild recalculate reconcile record recover redact redeploy redesign redirect reduce refactor refine refuse
    refund regenerate register reindex reinstate reject release relocate remove rename render renew reopen reorder
    repair repeat replace replay replicate report reproduce request require rerun reserve reset resize resolve
    respond restart restore restrict retain retire retrain retry return reuse revert review revise revoke rewrite
    roll rotate route run sample sanitise sanitize save scale scan schedule score scope scrub seal search secure
    seed segment select send separate serialise serialize serve set shadow shard share ship shorten show shrink
    shut sign silence simplify simulate size skip snapshot soften sort specify split stage stagger standardise
    standardize start state stop store stream stress strip structure stub submit subscribe supply support suppress
    surface suspend swap switch sync synchronise synchronize tag take target teach terminate test throttle tighten
    time tokenise trace track train transfer translate treat triage trial trigger trim truncate tune turn unblock
    undo unify unpin update upgrade upload use validate vary vendor verify version visualise visualize vote wait
    walk warm warn watch weigh whitelist widen wire withdraw work wrap write
""")
"""Base forms, British and American; derived ones (`re-`, `auto-`, `-ise`) are recognised by their form."""

ALSO_NOUNS = word_set("""
    alert audit author back ban base batch benchmark block book break budget build bump cache call canary cap
    capture change charge check clone code commit control copy count cover cut default demand design display
    document double draft drill drop end escape estimate exercise exit export feed file filter find fix flag flush
    force format gate grant group guard handle host import increase index issue join label launch level limit link
    lint list load lock log map mark mask match measure merge mirror model monitor name number offer open order
    output override own package page pass patch pause pick pilot pin place plan point port post practice present
    preview price probe process produce profile prompt query queue quota quote rate reach read record refund
    release repair repeat replay report request reserve reset return review rewrite roll route run sample scale
    scan schedule scope score search seed segment set shadow shape shard share show sign size snapshot sort split
    stage start state stop store stream stress strip structure stub supply support surface swap switch tag target
    test time trace track trial trigger trim turn update upgrade use vendor version vote wait walk warm watch work
    wrap account answer contact inventory
""")
"""Imperatives that are nouns just as often: `Update of the runbook`, `Rate limiting`."""

VAGUE = word_set("""
    be communicate consider discuss encourage enhance explore figure focus investigate look remember remind rethink
    revisit strengthen strive talk think try understand educate boost streamline optimise optimize address see hope
    aim
""")
"""Verbs too, though an action that begins with one says little."""

PREFIXES = ("re", "un", "de", "auto", "pre", "dis", "mis", "over", "back")
SUFFIXES = ("ise", "ize", "ify")
NOT_VERBS = word_set("""
    otherwise likewise size prize noise precise concise expertise enterprise premise
""")
