"""What people report of an incident in German, Spanish, French and Portuguese, by what they do with the words.

The words are in lower case, as text is compared without case. A word that is usual in English text for something else
(`mal`, `fall`, `lent`) is in none of the lists.
"""

from __future__ import annotations


def _any(words: str) -> str:
    """Make an alternation of words of several lines; `_` is a space within one."""
    return "|".join(words.split()).replace("_", r"\s")


FIXED = _any(r"""
    zurückgerollt zurückgesetzt zurückgedreht zurückgestellt abgeschaltet ausgeschaltet deaktiviert behoben
    neu_gestartet
    neugestartet angehalten pausiert abgestellt rollback_(?:ist_)?(?:fertig|durch)
    wieder_(?:auf|online|live|eingeschaltet)
    revertid[oa]s? restaurad[oa]s? desactivad[oa]s? apagad[oa]s? reiniciad[oa]s? corregid[oa]s? arreglad[oa]s?
    volvimos_a hemos_vuelto_a vuelta_atrás (?:hemos_)?(?:apagado|parado|revertido|desactivado) pausad[oa]s?
    rétabli\w* désactivé\w* redémarré\w* corrigé\w* remis\w*_en retour_arrière mis\w*_en_pause revenu\w*_(?:à|en)
    on_a_(?:coupé|désactivé|annulé|arrêté) coupé\w*
    desligad[oa]s? desativad[oa]s? corrigid[oa]s? voltamos_(?:a|para|à) retomad[oa]s? (?:foi|está)_fora_da_produção
""")
RECOVERED = _any(r"""
    läuft_wieder laufen_wieder wieder_normal geht_wieder gehen_wieder funktioniert_wieder
    alles_(?:wieder_)?(?:normal|grün|ok)
    keine_fehler_mehr entstört
    vuelve_a_(?:funcionar|la_normalidad) ya_funciona (?:funciona|va)_(?:otra_vez|de_nuevo|bien) normalizad[oa]s?
    sin_errores recuperad[oa]s? todo_(?:normal|bien|ok)
    (?:fonctionne|marche)_(?:à|de)_nouveau retour_à_la_normale rentré_dans_l.ordre plus_d.erreurs?
    tout_est_(?:normal|bon)
    voltou_(?:ao_normal|a_funcionar) voltaram_(?:ao_normal|a_funcionar) funciona_de_novo sem_erros tudo_normal
""")
SYMPTOM = _any(r"""
    fehler(?:meldung\w*|quote|rate)? fehlt fehlen fehlgeschlagen\w* schlägt_fehl falsch\w* kaputt ausgefallen
    ausfall störung\w*
    hängt langsam leere?[rsn]? geht_nicht gehen_nicht funktioniert_nicht abgestürzt doppelte?[rsn]? beschwer\w+
    reklam\w+
    fall[oóa] fallos fallan fallando errores caíd[oa]s? no_(?:funciona|responde|carga|llega)n? incorrect[oa]s?
    equivocad[oa]s? lent[oa]s vací[oa]s? duplicad[oa]s? quejas? se_quejan? reclam[oa]\w*
    erreurs? en_panne panne ne_(?:fonctionne|marche|répond)\w*_(?:pas|plus) fausses? lentes? en_double planté\w*
    plaintes?
    se_plaign\w+
    erros? falh(?:a|as|ou|am|ando) caiu fora_do_ar não_(?:funciona|responde|carrega|abre)m? errad[oa]s? incorret[oa]s?
    vazi[oa]s? reclama(?:m|ndo|ção|ções|ram) queixas?
""")
CHANGE = _any(r"""
    ausgerollt deployt eingespielt umgestellt geändert aktualisiert live_gegangen freigeschaltet migriert
    desplegad[oa]s? desplegamos publicad[oa]s? cambiad[oa]s? actualizad[oa]s? migrad[oa]s? activad[oa]s? en_producción
    déployé\w* mis\w*_en_(?:prod\w*|ligne) modifié\w* changé\w* mis\w*_à_jour migré\w*
    implantad[oa]s? subiu subimos alterad[oa]s? atualizad[oa]s? ativad[oa]s? em_produção
""")
_NO_PERSON = r"(?!_(?:ich|wir|er|sie|die_leute|yo|nosotros|ellos|je|nous|on|ils|eu|nós|eles)\b)"
BECAUSE = _any(rf"""
    weil{_NO_PERSON} die_ursache_(?:war|ist) (?:ursache|grund)_(?:war|ist) (?:lag|liegt)_an daran_lag
    porque{_NO_PERSON} debido_a la_causa_(?:es|fue|era) por_culpa_de el_motivo_(?:es|fue)
    parce_qu(?:e{_NO_PERSON}|') à_cause_d\w+ la_cause_(?:est|était) dûe?s?_(?:à|au)
    por_causa_d\w+ a_causa_(?:é|foi|era) devido_a\w* o_motivo_(?:é|foi)
""")
PEOPLE = _any(r"""
    kund\w+ nutzer\w* gäste patient\w+ mitarbeiter\w* clientes? usuarios? pacientes? clients? utilisateurs? usuários?
    utilizadores?
""")
THINGS = _any(r"""
    bestellung\w* buchung\w* anrufe? beschwerden rechnung\w* anfragen fälle nachrichten
    pedidos? reservas? llamadas? quejas facturas? solicitudes casos mensajes
    commandes? réservations? appels? plaintes factures? demandes dossiers
    ligações chamadas reclamações faturas? mensagens
""")
HARM = _any(r"""
    betroffen\w* falsch\w* verloren abgelehnt storniert erstattet doppelt afectad[oa]s? perdid[oa]s? rechazad[oa]s?
    cancelad[oa]s? reembols\w+ erróne\w+ touché\w* affecté\w* impacté\w* perdue?s? refusé\w* annulé\w*
    remboursé\w* erroné\w*
    afetad[oa]s? impactad[oa]s? rejeitad[oa]s? errad[oa]s?
""")
_ENDED = "behoben|beendet|geschlossen|cerrado|resuelto|terminado|resolvido|encerrado|fechado|clos|résolu|terminé"
CLOSES = _any(rf"""
    (?:vorfall|störung|incidente?|incident)_(?:ist_|está_|fica_|est_)?(?:{_ENDED}) (?:lo_)?damos_por_cerrado
    cerramos cierro_(?:el|la|esto) fechamos
    on_(?:clôture|ferme) nous_clôturons schliessen_(?:wir|das)
""")
OPEN = _any("noch_nicht aún_no todavía_no pas_encore ainda_não")
"""Before what is not so yet."""
UNDER_WAY = _any(r"""
    (?:wir|ich)_(?:rollen|rolle|setzen|setze|schalten|schalte|starten|starte) wird_(?:gerade|jetzt) gerade_dabei
    estamos estoy voy_a vamos_a estou vou (?:on_est|je_suis|nous_sommes)_en_train je_(?:relance|coupe|désactive)
    on_(?:relance|coupe)
    revirtiendo reiniciando voltando revertendo
""")
"""What somebody is doing or about to do."""
GUESSED = _any(r"""
    vielleicht vermutlich\w* vermute wahrscheinlich könnte[ns]? (?:ich_)?glaube scheint evtl eventuell
    quizás? tal_vez creo_que parece puede_ser podría probablemente
    peut-être (?:je_)?(?:crois|pense) semble probablement pourrait
    talvez acho_que pode_ser poderia provavelmente
""")
PLANNED = _any(r"""
    (?:ich|wir)_(?:werden?|kümmer[en]\w*|prüfen?|schauen?|melden?) morgen nächste_woche
    (?:ich|wir)_(?:legen?|erstellen?|schreiben?|öffnen?)_(?:[^.;]{1,30}_)?(?:ticket|issue|aufgabe|postmortem|bericht)
    (?:ich|wir)_(?:machen?|bauen?|legen?|ergänzen?|ändern?|liefern?|übernehmen?|erledigen?|reparieren?|testen?)_[^.;]{0,40}bis_(?:ende|\w+tag|mittwoch)
    (?:abro|abrimos|creo|creamos|crio|criamos)_(?:um|un|uma|una)_(?:ticket|issue|tarefa|tarea|chamado)
    (?:j.ouvre|je_crée|nous_ouvrons|nous_créons)_un_(?:ticket|issue)
    (?:voy|vamos)_a mañana har(?:é|emos) revisar(?:é|emos)
    (?:je_vais|nous_allons|on_va) demain
    (?:vou|vamos)_\w+ar amanhã far(?:ei|emos)
""")
WISHED = _any(r"""
    bitte sollten? müss(?:en|te[nr]?) por_favor deber[ií]a\w* hay_que s.il_(?:te|vous)_pla[iî]t stp svp
    il_fau(?:t|drait)
    devrai\w+ dever[ií]a\w* temos_que precisamos
""")
FROM_OUTSIDE = (
    r"(?:kund\w+|gast|gäste|clientes?|clients?|usuarios?|usuários?)\b[^.;]{0,30}\b(?:ruft|rief|hat|haben|schreib\w+|"
    r"sagt|meld\w+|beschwer\w+|llam[aóa]n?|dicen?|escrib\w+|se quejan?|report\w+|appell\w+|disent|dit|signal\w+|"
    r"ligou|ligaram|disse\w*|reclam\w+)"
)
"""What customers told the team."""
