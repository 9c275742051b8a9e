"""Words with which an action item can begin."""

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

NOUNS = word_set("""
    dashboard runbook circuit alerting documentation docs monitoring eval evals unit integration regression guardrail
    guardrails alarm alarms tests checklist training policy procedure workshop meeting retrospective postmortem
    playbook linter tooling owner fallback timeout retries feature metric metrics kpi slo sla kill-switch spanish
    feedback knowledge quality safety security prompt-injection human code-review technical data model models
    observability resilience ownership root cause system service team engineer engineers webhook
""")
"""Nouns with which an item begins that only names a thing: `Circuit breaker for the gateway`."""

DESCRIBING = word_set("""
    additional automated automatic better careful clear clearer comprehensive continuous daily earlier faster first
    further good gradual improved last less missing monthly more new next proper quarterly regular robust safer same
    second simpler stricter stronger weekly
""")
"""Adjectives with which a thing begins."""
