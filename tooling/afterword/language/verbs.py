"""Verbs with which an action item can begin."""

from __future__ import annotations

from afterword.language.words import word_set

ALSO_NOUNS = word_set("""
    account alert answer audit author back backup balance ban bar base batch benchmark block book branch break bridge
    bucket budget buffer build bump bundle cache call canary cap capture change charge check chunk clone code comment
    commit contact contract control copy count cover credit cut debug default delay demand demo design diff display
    document double draft drill drop dump end escape estimate exercise exit export factor failover feed fence file
    filter find fix flag flush force fork format gate grade grant group guard hack hand handle hash help hook host
    import increase index inventory issue join judge kick label launch lead lease level limit link lint list load lock
    log mail map mark mask match measure merge mirror mock model monitor mount name number offer open order output
    override own package page park pass patch pause pick pilot pin pipe pivot place plan plot plug point poll pool
    port portion post practice prefix present preview price probe process produce profile program promise prompt proxy
    query queue quota quote rank rate reach read record refund release repair repeat replay report request research
    reserve reset return review rewrite roll route run sample sandbox scale scan schedule scope score script search
    seed segment set shadow shape shard share shield shift show sign size slice snapshot sort space spike split stage
    stamp start state stem step stop store stream stress strike strip structure stub study supply support surface
    survey swap sweep switch tag target template test thread tie tier time toggle touch trace track trap trial trigger
    trim turn type update upgrade use vault vendor version veto vote wait walk warm watch work wrap
""")
"""Imperatives that are nouns just as often: `Update of the runbook`, `Rate limiting`."""

IMPERATIVES = ALSO_NOUNS | word_set("""
    a/b abort absorb abstract accelerate accept acquire activate adapt add adjust adopt aggregate agree align allow
    allowlist amend analyse analyze anchor annotate announce append apply appoint approve archive arm arrange ask
    assemble assert assess assign attach attest auction augment authenticate automate avoid await award bail begin
    bind bisect blacklist blend boot bootstrap bound brief bring broadcast broaden buy bypass calculate calibrate
    cancel carry carve cascade cast catch cease chain chaperone chase choose circulate cite clamp classify clean clear
    clip close coerce collapse collate collect combine commission compare compensate compile complete compose compress
    compute concatenate condense configure confine confirm connect consolidate constrain construct consume contain
    continue contribute convene convert convince coordinate correct correlate couple crawl create cross-check cull
    curate decay decide declare decline dedicate dedupe defer define delegate delete deliver demote denote deny
    denylist depend deploy deprecate derive describe destroy detach detect determine develop diagnose differentiate
    dig disable discard disentangle dismiss distil distill distinguish distribute divert dogfood downgrade downsample
    drain drive dry-run duplicate earmark edit elect elevate eliminate embed emit empower empty enable encode encrypt
    enforce enlarge enlist enqueue enrich enrol enroll ensure enter equip erase escalate establish evaluate evict
    evolve exclude execute exempt expand expedite expire explain expose extend extract extrapolate fail fail-close fan
    fetch fill fine-tune fingerprint finish fit flatten flip fold follow forbid forward freeze fund funnel fuzz game
    garbage-collect gather gauge generate get git-bisect give go halt halve harden harvest have hide highlight hire
    hoist hold honor honour hop ignore impersonate implement impose improve include incorporate infer inform inherit
    inhibit initiate inject inline insert inspect install instruct instrument insulate integrate intercept interleave
    interview introduce invalidate invert invest invite involve isolate iterate jitter journal keep kill learn leave
    lend lengthen let leverage lift lobby loosen lower maintain make manage marshal mention migrate mint mitigate move
    mute nail narrow negotiate nominate null obfuscate observe obtain offboard offload omit onboard operate opt
    organise organize outsource overhaul oversee pad paginate pair paraphrase parse partition patrol pay peer perform
    persist perturb phase populate post-process postpone pre-compute preclude prefer prepare prescribe pressure-test
    prevent print prioritise prioritize procure prohibit promote propagate propose protect prove provide provision
    prune publish pull purge push put quarantine quiesce quit raise re-arm re-rank rebuke recommend reconcile recruit
    recycle red-team redact redirect redline reduce refer refine refresh refuse register rehearse reimburse reinstate
    reject rejig relax relay relocate rely remediate render renew rent replicate repurpose require rescind reshape
    respond restrict retain rethrow retire retitle retract retrieve retrofit retry revert revoke reward rid ring-fence
    rotate round-trip safeguard satisfy save scaffold scrap scrape screen scrub seal secure segregate select self-host
    send separate sequence serve settle shed shelve shim ship short-circuit shorten shrink shuffle shut side-load sift
    signpost silence simulate single-source sit skip slim slow smoke-test snip soak soften solicit solve source spend
    spin splice spot-check spread squash stagger stand steer stipulate stitch stress-test subclass subdivide submit
    subsample subscribe substitute subsume sum sunset supersede suppress surround suspend sync tabulate tail take
    taper teach tear terminate thin throttle tighten tokenise top torture-test total train transcribe transfer
    transform transition translate treat triage truncate trust tune tweak undo unify unit-test upload upsample vacuum
    validate vary vet void warn wean weigh weight whitelist widen win wipe wire withdraw write zero
""")
"""Base forms, British and American; derived ones (`re-`, `auto-`, `-ise`) are recognised by their form."""

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

NOUNS = word_set("""
    dashboard runbook circuit alerting documentation docs monitoring eval evals unit integration regression guardrail
    guardrails alarm alarms tests checklist training policy procedure workshop meeting retrospective postmortem
    playbook linter tooling owner fallback timeout retries feature metric metrics kpi slo sla kill-switch spanish
    feedback knowledge quality safety security prompt-injection human code-review technical data model models
    observability resilience ownership root cause system service team engineer engineers webhook
""")
"""Nouns with which an item begins that only names a thing: `Circuit breaker for the gateway`."""

DESCRIBING = word_set("""
    additional automated automatic better clear clearer daily earlier faster first further good improved last less
    missing monthly more new next proper regular safer same second simpler stricter stronger weekly
""")
"""Adjectives with which a thing begins."""
