"""Verbs with which an action item can begin."""

from __future__ import annotations

from afterword.language.words import word_set

IMPERATIVES = word_set("""
    a/b abort absorb abstract accelerate accept account acquire activate adapt add adjust adopt advertise aggregate
    agree alert align allow allowlist amend amplify analyse analyze anchor annotate announce anonymise anonymize
    answer apologise apologize append apply appoint approve archive arm arrange ask assemble assert assess assign
    attach attest auction audit augment authenticate author authorise authorize automate autoscale avoid await award
    back backfill backport bail balance ban bar base batch begin benchmark bind bisect blacklist blend block book boot
    bootstrap bound branch break bridge brief bring broadcast broaden bucket budget buffer build bump bundle buy
    bypass cache calculate calibrate call canary cancel cap capture carry carve cascade cast catch categorise cease
    centralise centralize certify chain change chaperone charge chase check choose chunk circulate cite clamp clarify
    classify clean clear clip clone close code coerce collapse collate collect combine comment commission commit
    compare compensate compile complete compose compress compute concatenate condense configure confine confirm
    connect consolidate constrain construct consume contact contain continue contract contribute control convene
    convert convince coordinate copy correct correlate count couple cover crawl create credit cross-check cull curate
    cut debug decay decide declare decline decommission decompose decouple dedicate dedupe deduplicate default defer
    define delay delegate delete delist deliver demand demo demote denote deny denylist depend deploy deprecate
    deprioritise deprioritize deprovision derive describe design destroy detach detect determine develop devise
    diagnose diff differentiate dig disable disallow disarm discard disclose disconnect disentangle dismiss dispatch
    display dissolve distil distill distinguish distribute divert document dogfood double downgrade downsample draft
    drain drill drive drop dry-run dump duplicate earmark edit elect elevate eliminate embed emit empower empty enable
    encode encrypt end enforce enlarge enlist enqueue enrich enrol enroll ensure enter equip erase escalate escape
    establish estimate evaluate evict evolve excise exclude execute exempt exercise exit expand expedite expire
    explain export expose extend extract extrapolate factor fail fail-close failover fan feed fence fetch file fill
    filter finalise finalize find fine-tune fingerprint finish fit fix flag flatten flip flush fold follow forbid
    force fork formalise formalize format forward freeze fund funnel fuzz game garbage-collect gate gather gauge
    generate get git-bisect give go grade grant group guard hack halt halve hand handle harden harvest hash have help
    hide highlight hire hoist hold honor honour hook hop host identify ignore impersonate implement import impose
    improve include incorporate increase index infer inform inherit inhibit initialise initialize initiate inject
    inline insert inspect install instruct instrument insulate integrate intercept interleave interview introduce
    invalidate inventory invert invest invite involve isolate issue iterate jitter join journal judge justify keep
    kick kill label launch lead learn lease leave lend lengthen let level leverage lift limit link lint list load
    lobby localise localize lock log loosen lower mail maintain make manage map mark marshal mask match measure
    memoize memorise mention merge migrate mint mirror mitigate mock model modify monitor mount move mute nail name
    narrow negotiate nominate normalise normalize notify null number obfuscate observe obtain offboard offer offload
    omit onboard open operate opt order organise organize output outsource overhaul override oversample oversee
    overwrite own package pad page paginate pair parallelise parameterise parameterize paraphrase park parse partition
    pass patch patrol pause pay peer penalise penalize perform persist perturb phase pick pilot pin pipe pivot place
    plan plot plug point poll pool populate port portion post post-process postpone practice practise pre-compute
    preclude prefer prefetch prefix preload prepare prescribe present preserve pressure-test prevent preview price
    print prioritise prioritize probe process procure produce productionise productionize profile program prohibit
    promise promote prompt propagate propose protect prove provide provision proxy prune publish pull purge push put
    qualify quantify quantise quantize quarantine query queue quiesce quit quota quote raise randomise rank rate
    ratify re-arm re-rank reach read reassign rebalance rebase rebuild rebuke recalculate recall recheck reclassify
    recommend reconcile reconfigure record recover recreate recruit recycle red-team redact redeploy redesign redirect
    redline reduce refactor refer refine reformat refresh refund refuse regenerate register rehearse reimburse reindex
    reinstate reissue reject rejig relabel relax relay release relocate rely remediate remodel remove rename render
    renew rent reopen reorder reorganise reorganize repair repeat replace replay replicate repoint report reproduce
    repurpose request require rerun rescan rescind rescore research reseed reserve reset reshape reshard resize
    resolve respond restart restore restrict resurface retag retain rethrow retire retitle retokenise retokenize
    retract retrain retrieve retrofit retry return reuse revert review revise revoke reward rework rewrite rid
    ring-fence roll rotate round-trip route run safeguard sample sandbox sanitise sanitize satisfy save scaffold scale
    scan schedule scope score scrap scrape screen script scrub scrutinise scrutinize seal search secure seed segment
    segregate select self-host send separate sequence serialise serialize serve set settle shadow shard share shed
    shelve shield shift shim ship short-circuit shorten show shrink shuffle shut side-load sift sign signpost silence
    simplify simulate single-source sit size skip slice slim slow smoke-test snapshot snip soak soften solicit solve
    sort source space specify spend spike spin splice split spot-check spread squash stabilise stabilize stage stagger
    stamp stand standardise standardize start state steer stem step stipulate stitch stop store stratify stream stress
    stress-test strike strip structure stub study subclass subdivide submit subsample subscribe substitute subsume sum
    summarise summarize sunset supersede supervise supply support suppress surface surround survey suspend swap sweep
    switch sync synchronise synchronize tabulate tag tail take taper target teach tear template terminate test thin
    thread throttle tie tier tighten time toggle tokenise top torture-test total touch trace track train transcribe
    transfer transform transition translate trap treat triage trial trigger trim truncate trust tune turn tweak type
    unblock uncouple undeploy undo unfreeze unify uninstall unit-test unload unmute unpin unsubscribe update upgrade
    upload upsample use vacuum validate vary vault vendor verify version vet veto visualise visualize void vote wait
    walk warm warn watch wean weigh weight whitelist widen win wipe wire withdraw work wrap write zero
""")
"""Base forms, British and American; derived ones (`re-`, `auto-`, `-ise`) are recognised by their form."""

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
