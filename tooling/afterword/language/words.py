"""Classes of words: who can be blamed, what only looks like a person, and the grammar around them."""

from __future__ import annotations

from afterword.text.word_set import word_set
from afterword.times.calendar_names import DAYS_IN_ENGLISH, MONTHS_IN_ENGLISH

TRADES = word_set("""
    accountant admin administrator clinician contractor copywriter dba designer developer doctor employee engineer
    intern nurse pharmacist physician programmer radiologist recruiter scientist secretary sre surgeon sysadmin
    technician trader
""")
"""People whose nouns stay people behind `AI`, `model` or `data`: an AI engineer is one, an AI reviewer is not."""

DUAL = word_set("""
    annotator auditor evaluator broker clerk committer coordinator curator interpreter labeler labeller member moderator
    rater receptionist representative researcher responder specialist student supervisor teacher tester trainer
    translator tutor board committee deployer desk grader implementer integrator noc pair soc
""")
"""People of whom many are programs by now: what they failed to do tells which, or nothing does."""

PEOPLE = (
    TRADES
    | DUAL
    | word_set("""
    actuary analyst apprentice approver architect attorney author banker bloke bookkeeper boss captain caseworker
    cashier ceo cfo chap chief cio ciso co-author co-worker coauthor coder colleague commander consultant contributor
    counsel coworker crew cto dentist department dev director executive folk folks foreman founder freelancer gal group
    individual graduate guild fitter courier electrician plumber guy head hire joiner journalist lad lawyer lead
    leadership maintainer man management manager marketer mechanic midwife newcomer officer on-call on-caller oncall
    paramedic people person personnel pm practitioner president qa rep reviewer salesperson squad staff staffer staffers
    stakeholder starter steward team teammate teams tech teller therapist tpm trainee underwriter volunteer vp woman
    babysitter baker bartender carer caretaker chemist coach consul cop cops custodian dealer deputy draughtsman
    examiner expert farmer gardener geek grocer guru hacker housekeeper human humans investigator janitor juror labourer
    laborer landlord lecturer librarian linguist machinist marshal mathematician mayor mentor newbie junior novice
    nurse-practitioner organiser organizer painter photographer pensioner principal professional professor ranger rookie
    sailor shopkeeper singer soldier solicitor sponsor statistician storeman superintendent master surveyor tailor temp
    trustee typist usher vet veterinarian waiter warden watchman welder youngster juniors seniors hires responder
    academic adjuster aide appraiser archivist artist assessor associate astronomer barista biologist blogger cameraman
    cartographer chairman chairperson chairwoman chauffeur co-founder cofounder columnist counsellor counselor craftsman
    crewman dean dietitian diplomat docent draftsman economist educator epidemiologist evangelist exec firefighter
    fireman fisherman forester geologist headmaster historian hobbyist hydrologist illustrator instructor jeweller
    layman liaison lifeguard lineman locksmith logistician mason meteorologist modeller modeler musician neurologist
    novelist nutritionist official oncologist optician orderly paediatrician pathologist paymaster philosopher physicist
    physiologist physiotherapist policeman policewoman politician postdoc postman priest proofreader prosecutor
    psychiatrist psychologist radiographer realtor roofer salesman saleswoman scholar seaman sergeant sheriff
    sociologist spokesman spokesperson stagehand stockbroker strategist subordinate superior predecessor telemarketer
    tradesman treasurer undergrad undergraduate vicar warehouseman watchmaker zoologist freshman first-timer old-timer
    veteran ex-colleague dude bro fella sysop webmaster hotshot higher-up bean-counter subcontractor outsourcer matron
    animator attendant barrister beekeeper brewer butcher civil-servant co-pilot cook councillor councilman deckhand
    florist franchisee influencer investor jury landlady magistrate minister notary paralegal playtester purser
    referee senator servant shareholder shepherd skipper successor umpire vintner breeder stand-in helmsman ferryman
    choreographer playwright parliamentarian councilwoman crofter smallholder gamekeeper beautician hairdresser
    barber optometrist podiatrist physio dietician childminder nanny au-pair quartermaster stationmaster signalman
    coastguard lifeboatman paratrooper gunner
    boy girl kid
    locum sub-editor subeditor ghostwriter toolmaker foreperson timekeeper
""")
)
"""Nouns for people in an organisation; a machine only where a modifier says so."""

PLURAL_PEOPLE = word_set("men women guys people staff personnel leadership management crew sres dbas pms qa installers")

PLURAL_PROGRAMS = word_set("""
    brokers coordinators supervisors members representatives responders committers boards desks graders groups pairs
""")
"""Those of them that are programs in the plural too; two moderators are people."""

PROGRAMS = word_set("""
    model llm ai bot chatbot agent assistant copilot judge network transformer classifier scribe summariser
    summarizer retriever reranker embedder decoder parser api script pipeline service query algorithm software
    regex cache queue daemon process heuristic prefetcher guardrail policy-model app application
""")
NO_DOERS = word_set("""
    number order error matter letter paper chapter quarter winter summer december september october november
    another whether rather former latter behaviour behavior colour color favour labour rumour manner corner offer
    answer dinner handover rollover failover takeover crossover turnover makeover cutover merger transfer
    career volunteer engineer endeavour
""")

AMBIGUOUS = word_set("""
    operator agent controller assistant planner judge router driver scheduler worker handler dispatcher owner
    leader validator grader orchestrator monitor inspector buyer seller adviser advisor editor writer pilot porter
""")
"""People or programs: people only with a word beside them that says so."""

MACHINE_GROUPS = word_set("""
    scaling autoscaling auto-scaling consumer instance key log node placement process replica resource security target
    thread user control test age
""")
"""What stands before `group` where no people are meant."""
NAMED_BY_PRONOUN = word_set("""
    operator owner editor writer inspector buyer seller adviser advisor leader planner driver dispatcher pilot porter
    annotator auditor committer deployer grader implementer integrator moderator rater responder reviewer tester
""")
"""Of whom a pronoun tells that one person is meant; an assistant's `her` is mostly somebody else."""
MOSTLY_HUMAN = word_set("operator owner editor writer inspector buyer seller adviser advisor leader")
"""Those of them of which nothing is known without such a word."""

EITHER = MOSTLY_HUMAN | word_set("""
    dispatcher driver porter clerk auditor moderator annotator rater tester responder deployer researcher teacher
    trainer student receptionist representative specialist supervisor curator tutor board committee desk guard group
    manager player adviser advisor deputy
""")
"""Who may be people or programs: what only people do tells that they are people."""

HUMAN_MODIFIERS = word_set("""
    human lead chief second other another first duty shift night day senior junior trained untrained experienced
    inexperienced on-call oncall call-centre call-center contact-centre contact-center ward plant floor control-room
    console social care case health key warehouse factory field delivery truck van bus ambulance traffic financial
    credit harried tired weary careless new technical content copy news medical train crane help-desk helpdesk
    night-shift day-shift crowd service-desk front-desk support-desk phone telephone live part-time full-time
    freelance staff crew squad student teaching dental lab shop store gate airline airport ground cabin counter station
    desk tram rail railway harbour harbor military naval
""")

ROLE_MODIFIERS = word_set("""
    product project programme program engineering release incident account line shift duty change general hiring
    branch store ward on-call oncall operations ops support risk finance marketing sales delivery customer success
    security qa senior junior regional department clinic practice desk floor night night-shift day-shift facility
    portfolio fund relationship people hr compliance data platform technical tech team area plant our their his
    her my your engineering's vendor's bank's desk's company's vendor new assistant deputy service design content
    community growth it review annotation labelling labeling research safety privacy evaluation analytics editorial
    partner facilities quality localisation localization nurse nursing clinical medical hospital warehouse logistics
    factory plant site brand category event talent transport fleet legal contract claims underwriting trading treasury
    kitchen hotel school bank ward theatre laboratory press brokerage
    procurement training alignment partnerships communications hosting infrastructure upper middle top executive
""")
"""What stands before `manager`, `lead` or `head` where these are people; a session manager is a program."""

ADMINISTERED = word_set("database databases system systems network site")
AUTOMATIC = ("auto-", "robo-", "bot-", "ai-", "llm-", "gpt-")
SALES_LEADS = word_set("hot cold inbound qualified imported stale")
MACHINE_MODIFIERS = word_set("""
    ai llm ml gpt bot automated automatic autonomous agentic virtual synthetic simulated robotic model neural ai-powered
    llm-powered ai-based ai-assisted model-based llm-based copilot claude gemini kubernetes k8s cluster pipeline static
    generative language gpu log file stream table index cache memory cloud process processor document ocsp codebase
    machine chatbot crewai robo default script transaction session connection thread request query lock autoscaling
    auto-scaling scaling consumer instance key node placement replica resource target token partition message event task
    workflow transport packet schema syntax http https tcp dns kernel proxy io cert certificate
""")
SOFTWARE_MODIFIERS = word_set("""
    virtual automated autonomous agentic synthetic simulated robotic ai-powered llm-powered fake mock bot
""")

OUTSIDERS = word_set("""
    user users customer customers client clients visitor visitors reader readers subscriber subscribers patient patients
    learner learners pupil pupils students caller callers tenant tenants passenger passengers shopper shoppers merchant
    merchants applicant applicants borrower borrowers resident residents policyholder policyholders gamer gamers
    commuter commuters traveller travellers traveler travelers donor donors citizen citizens voter voters taxpayer
    taxpayers claimant claimants respondent respondents participant participants attendee attendees homeowner homeowners
    beneficiaries teenager teenagers children kids motorist motorists viewers parents players
""")
ORGANISATIONS = word_set("""
    vendor vendors supplier suppliers provider providers company companies agency agencies organisation
    organization partner partners bank banks firm firms hospital hospitals manufacturer manufacturers regulator
    regulators airline airlines government ministry council authority authorities university clinic clinics school
    schools college colleges institute institutes bureau laboratory laboratories studio studios consultancy
    consultancies reseller resellers insurer insurers retailer retailers carrier carriers municipality charity
    foundation startup startups start-up start-ups publisher publishers hoster hosters wholesaler wholesalers competitor
    competitors telco telcos isp registrar subsidiary headquarters outfit corporation hotel embassy broadcaster
    newsroom third-party brokerage brokerages dealership dealerships pharmacy pharmacies union nonprofit ngo court
    prefecture borough county office offices secretariat faculty cooperative distributor distributors
""")

OURS = word_set("we us ourselves i me myself")
MYSELF = word_set("i me my myself")
THIRD = word_set("""
    he she they you someone somebody whoever everyone everybody him her them
""")
OBJECTS = word_set("us him them me")
NOBODY = word_set("nobody none no-one neither nothing")
IT = word_set("it this these those there what something anything everything")
QUANTIFIERS = word_set("""
    one two three four five six seven eight several some many most both each all half few number pair group couple
    members member none neither any either rest majority
""")

ARTICLES = word_set("""
    the a an this these those our their his her its my your every each some any both all no another either neither
    several many most few two three four five six seven eight nine ten one which whose
""")
PREPOSITIONS = word_set("""
    of in on at by for from to with without into onto over under during after before between among against about
    within via per through throughout across behind beside besides despite upon toward towards since until till
    like as than near off out up down around inside outside
""")
CONJUNCTIONS = word_set("and but or nor yet so then")
SUBORDINATORS = word_set("""
    because since when while as after before although though if that whether unless where until whereas once why
    how lest whenever except
""")
AUXILIARIES = word_set("""
    had has have having 've did do does didn't don't doesn't hadn't hasn't haven't was were is are be been being
    wasn't weren't isn't aren't not should could would may might must can will shouldn't couldn't wouldn't mustn't
    can't won't cannot should've could've would've got get
""")
MODALS = word_set("can may must might could would should will cannot")
BE = word_set("""
    was were is are be been being wasn't weren't isn't aren't am get got became become becomes grew seemed felt
    looked remained acted
""")
NEGATIONS = word_set("""
    not no never nobody none neither nor nothing without cannot hardly no-one
""")
EMPHATIC = word_set("never clearly obviously evidently plainly simply even")
"""What turns a fact into a reproach: `clearly did not understand`."""
ADVERBS = word_set("""
    also just never then still again even once twice at least already ever always too often soon instead first later
    quite rather very both all perhaps maybe somehow here apparently only indeed thus therefore therein somewhat alone
""")
NOT_ADVERBS = word_set("""
    family assembly anomaly supply reply july italy ally apply multiply early friendly daily hourly weekly monthly
    yearly nightly only
""")

DONE_BY_PEOPLE = word_set("""
    keeps goes does thinks knows believes refuses insists ignores forgets breaks merges pushes ships deploys treats
    prefers wants behaves acts pastes clicks never always seems likes hates cares reads writes tells says gets makes
    takes gives comes brings leaves lets sits waits learns listens understands fails tends finds regards considers
    neglects overlooks skips bypasses guesses assumes trusts relies hopes
""")
"""Verbs in the present that are no plurals of nouns."""

NOT_PAST = word_set("""
    feed need seed embed speed bed shed red bleed breed weed deed indeed hundred unified automated trained
    experienced assigned distributed managed shared embedded detailed limited advanced dedicated retired untrained
    so-called inexperienced unnamed tired distracted seasoned certified licensed skilled reed
""")

VERBAL_NOUNS = word_set("""
    engineering monitoring training testing billing marketing accounting logging pricing ranking routing staging
    banking trading manufacturing nursing building meeting morning evening string thing warning finding setting
    mapping embedding scaling during nothing something anything everything king ring
""")

SHIFTS = word_set("""
    night day early late morning evening weekend previous next outgoing incoming
""")
DEPARTMENTS = word_set("""
    support legal security marketing sales product engineering operations ops finance compliance procurement hr qa
    infosec editorial purchasing accounting devops recruiting trust-and-safety analytics comms dataops facilities
    helpdesk infra mlops networking noc payroll research secops soc science logistics controlling treasury platform
    telephony merchandising billing-ops webops
""")
"""Departments where they stand alone: their people, or the service that bears their name."""

TITLES = word_set("dr mr mrs ms mx prof professor sir madam")

PRODUCT_NAMES = word_set("""
    ada airflow akamai alexa amazon android ansible anthropic apple argo athena azure bard basil bedrock bitbucket
    cassandra chef chroma chrome claude cloudflare clyde codex cody cohere confluence consul copilot cortana crystal
    cuda cursor dagger dagster databricks datadog debian deepseek devin discord django docker echo elastic
    elasticsearch eliza envoy erica fabric falcon fastly figma firefox flink gemini gemma github gitlab google grace
    gradio grafana grok haiku helm heroku hubspot hudson huggingface hugo intercom iphone iris istio jade jaeger
    jasper java jenkins jira julia kafka karpenter kimi kubernetes kyverno lambda langchain langfuse linear linux
    llama loki max merlin mermaid meta microsoft milvus mistral mixtral mongo mysql netlify nginx node nomad notion
    nova nvidia openai opensearch opus oracle pascal perplexity phoenix pinecone podman postgres postgresql
    prometheus pulumi puppet python qdrant qwen rabbit rails ray redis rose ruby rust safari sage salesforce salt
    sentry siri slack snowflake sonnet spark streamlit stripe sydney teams tempo temporal terraform traefik travis
    triton twilio ubuntu vault vercel vertex victoria watson weaviate whisper windows windsurf zendesk
""")

IMPLICIT_HUMAN_TAIL = word_set("duty shift call phone bridge")
DAMAGE = word_set("""
    outage outages incident incidents failure failures error errors mistake mistakes bug bugs loss losses
    regression regressions downtime damage breach breaches problem problems mess delay delays leak leaks disaster
    accident crash disruption degradation corruption deletion
""")
TIMES = word_set("""
    yesterday last then noon midnight early late mid launch day
""") | {*MONTHS_IN_ENGLISH, *DAYS_IN_ENGLISH}
