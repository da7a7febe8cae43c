"""Words that end with a full stop and end no sentence, in the languages that people write here.

Where one is also a word that often ends a sentence (“etc.”, “Inc.”, “usw.”), it is not here: what
follows says by its first letter.
"""

# In no language do these end a sentence.
ABBREVIATIONS = frozenset(
    # English, and Latin in all languages
    "mr mrs ms mx dr prof rev hon gen col capt lt sgt maj cmdr adm sen gov pres st jr sr messrs"
    " vs cf viz ibid approx ca resp esp fig figs incl excl dept univ ed eds al"
    " jan feb apr aug sept oct nov dec assoc asst ave bros blvd brig cpl hon ltd repr tr"
    # German
    " bzw vgl evtl ggf sog inkl exkl abs hrsg jh jhd kap hr fr frl dipl ing phil med rer geb gest"
    " gem mio mrd tsd okt dgl bspw allg ehem eigtl griech lat engl dt frz ital str usf anm aufl"
    " insb insbes ausf verf übers hl frhr zzgl abzgl jhdt evt"
    # French
    " mm mme mmes mlle mgr pr av apr env éd ex chap tél janv févr juil déc réf trad obs coll"
    # Spanish, Portuguese, Italian
    " sra srta sres dª dña dra profa lic ud uds vd ej pág págs cap núm aprox ee uu avda exmo exma"
    " séc sig sigg sig.ra dott dott.ssa prof.ssa avv cfr pag pagg artt tav gral cnel mons excmo máx"
    " mín geom"
    # Dutch and Scandinavian
    " dhr mevr mw drs ir bijv blz hfst f.eks eks t.ex dvs jf jfr kl bl zgn afb jvf utg udg"
    " övers overs kungl skt ekskl inkl tlf pct"
    # Polish, Czech, Hungarian, Romanian, Finnish
    " hab mgr inż ks św ul np tj tzn tzw m.in godz zob por wyd rozdz pkt ang łac niem płk mln mld"
    " tys např tzv srov doc pl ún ld vö dl dna alin esim ks vrt kpt mjr ust rys tłum maks kard"
    " abp mudr judr phdr rndr nám odst písm obr popř příp pozn zejm plk vyd ifj özv szerk"
    " köv kb jud toht maist toim suom huom milj"
    # Turkish
    " doç yrd öğr gör sn hz alb org bkz örn krş çev yay haz arş uzm müh fık"
    # Russian, Ukrainian
    " др пр гг вв стр см ср напр им ул руб коп тыс млн млрд акад проф доц чл корр рис табл гл разд"
    " ст англ лат нем фр греч рус св сек ок прим ред изд соч тт див рр вул тис просп пл обл примеч"
    " авт сост гос макс янв февр сент окт зв"
    # Greek
    " δηλ βλ σελ κεφ αρ αριθ κα κος δρ καθ εκδ τόμ σσ μτφρ επιμ πρβλ παρ αγ λεωφ"
    # Hindi, Marathi
    " डॉ प्रो पं कु सं पृ ई"
    # Hebrew
    " עמ מס".split()
)

# These only with a capital, within a sentence: titles, and parts of names.
TITLES = frozenset(
    "Amb Arch Arq Atty Br Bro Cad Cel Chas Chr Cia Cía Dep Edw Eng Geo Hno Id Jas Jos Lic Mah Mt"
    " Ft Op On Pe Pte Pvt Rag Rep Reps Sec Sens Sok Sta Ste Sto Supt Thos Univ Wm".split()
)

# These only before a number.
BEFORE_NUMBERS = frozenset(
    "no nos nr nrs nº n° art arts vol vols ch chap p pp pg par para sec sect eq ref app bd s t"
    " č čl str nro núm n num fig abb tab § № ст с гл п стр αρ άρθ pt pts bk bks sects paras"
    " cl reg sch app fn fns ff nn ll mss prop thm def cor lem chs ss rn rdnr rz ziff lit hs sp anm"
    " rom matt lev deut ps isa jn lk mk jer ezek col eph"
    " mon tue tues wed thu thurs fri mar jun jul ene abr dic fev dez febr mrt gen giu lug ott"
    " hrs min max avg temp tel ext poz hod sz ker luk klo sid stk"
    " кв пп мин дек янв md cilt παρ".split()
)
