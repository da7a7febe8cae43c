"""Words that end with a full stop and end no sentence, in the languages that people write here.

Where one is also a word that often ends a sentence (“etc.”, “Inc.”, “usw.”), it is not here: what
follows says by its first letter.
"""

# In no language do these end a sentence.
ABBREVIATIONS = frozenset(
    # English, and Latin in all languages
    "mr mrs ms mx dr prof rev hon gen col capt lt sgt maj cmdr adm sen gov pres st jr sr messrs"
    " vs cf viz ibid approx ca resp esp fig figs incl excl dept univ ed eds al"
    " jan feb apr aug sept oct nov dec"
    # German
    " bzw vgl evtl ggf sog inkl exkl abs hrsg jh jhd kap hr fr frl dipl ing phil med rer geb gest"
    " gem mio mrd tsd okt dgl bspw allg ehem eigtl griech lat engl dt frz ital str usf"
    # French
    " mm mme mmes mlle mgr pr av apr env éd ex chap tél janv févr juil déc réf"
    # Spanish, Portuguese, Italian
    " sra srta sres dª dña dra profa lic ud uds vd ej pág págs cap núm aprox ee uu avda exmo exma"
    " séc sig sigg sig.ra dott dott.ssa prof.ssa avv cfr pag pagg artt tav"
    # Dutch and Scandinavian
    " dhr mevr mw drs ir bijv blz hfst f.eks eks t.ex dvs jf jfr kl bl"
    # Polish, Czech, Hungarian, Romanian, Finnish
    " hab mgr inż ks św ul np tj tzn tzw m.in godz zob por wyd rozdz pkt ang łac niem płk mln mld"
    " tys např tzv srov doc pl ún ld vö dl dna alin esim ks vrt"
    # Turkish
    " doç yrd öğr gör sn hz alb org bkz örn krş çev yay haz"
    # Russian, Ukrainian
    " др пр гг вв стр см ср напр им ул руб коп тыс млн млрд акад проф доц чл корр рис табл гл разд"
    " ст англ лат нем фр греч рус св сек ок прим ред изд соч тт див рр вул тис"
    # Greek
    " δηλ βλ σελ κεφ αρ αριθ κα κος δρ καθ εκδ τόμ σσ"
    # Hindi, Marathi
    " डॉ प्रो पं कु सं पृ ई"
    # Hebrew
    " עמ מס".split()
)

# These only before a number.
BEFORE_NUMBERS = frozenset(
    "no nos nr nrs nº n° art arts vol vols ch chap p pp pg par para sec sect eq ref app bd s t"
    " č čl str nro núm n num fig abb tab § № ст с гл п стр αρ άρθ".split()
)
