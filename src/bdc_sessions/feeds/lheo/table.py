"""LHEO 2.3, element by element in the format's order, and what of ours each element holds.

A line is an element: how often it may occur, its content, and the field that it holds. An element
without a field that holds others is passed through; one without anything is kept aside when it is
read, and never written. ``@`` starts an ``extra`` of ours, by its ``info``. ``name = Form`` is an
object, whose elements are those of a form of its own.

Contents: ``1..255`` a text by its length, ``{0 1}`` one of some codes, ``flag`` 0 or 1, ``whole`` a
whole number, ``digits 5``, ``insee``, ``siret``, ``day`` AAAAMMJJ, ``hour`` 10h00. The elements,
how often they occur, their lengths and codes are those of the format, whose namespace is
``http://lheo.gouv.fr/2.3``; every element that holds others may end with ``extras``.
"""

from collections.abc import Mapping
from types import MappingProxyType

OUTLINES: Mapping[str, str] = MappingProxyType(
    {
        "Formation": """
domaine-formation                 1..1  -
  code-FORMACODE                  0..5  digits 5   Offer.formacodes
  code-NSF                        0..3  3..3       Offer.nsf_codes
  code-ROME                       0..5  5..5       Offer.rome_codes
intitule-formation                1..1  1..255     Component.title
objectif-formation                1..1  1..3000    Offer.objective
resultats-attendus                1..1  1..3000    Offer.results
contenu-formation                 1..1  1..3000    Offer.content
certifiante                       1..1  flag       Offer.certifying
contact-formation                 1..n  -          Offer.contacts = Contact
parcours-de-formation             1..1  {1 2 3 4}  Offer.pathway
code-niveau-entree                1..1 {0 1 2 3 4 5 6 7 8 11 12 13 14 15 16 17 18} Offer.entry_level
objectif-general-formation        0..1  {1 6 7 8 5 9 2 3 4}  Offer.general_objective
certification                     0..5  -          Offer.certifications = Certification
code-type-formation               0..5  -
  code-CPF                        0..1  4..10
  code-ELU                        0..1  4..10
code-niveau-sortie                0..1 {0 1 2 3 4 5 6 7 8 11 12 13 14 15 16 17 18} Offer.exit_level
url-formation                     0..1  -
  urlweb                          1..3  3..400     Offer.urls
action                            1..n  -          actions = Action
organisme-formation-responsable   1..1  -          Offer.organisation = Organisation
identifiant-module                0..1  1..3000
positionnement                    0..1  {1 2}
sous-modules                      0..1  -
  sous-module                     1..n  -
    reference-module              1..1  1..3000
    type-module                   1..1  {0 1 2}
modules-prerequis                 0..1  -
  reference-module                1..n  1..3000
""",
        "Contact": """
type-contact                      0..1  {0 1 2 3 4 5 6 7 8 9 10 11 12 13 14}  kind
coordonnees                       1..1  -          coordinates = Coordinates
""",
        "Coordinates": """
civilite                          0..1  1..50      civility
nom                               0..1  1..50      last_name
prenom                            0..1  1..50      first_name
ligne                             0..3  1..50      lines
adresse                           0..1  -          address = PostalAddress
telfixe                           0..1  -
  numtel                          1..3  1..25      phones
portable                          0..1  -
  numtel                          1..3  1..25      mobiles
fax                               0..1  -
  numtel                          1..3  1..25      faxes
courriel                          0..1  3..160     email
web                               0..1  -
  urlweb                          1..3  3..400     urls
""",
        "PostalAddress": """
denomination                      0..1  1..255     denomination
ligne                             1..4  1..50      lines
codepostal                        1..1  digits 5   postal_code
ville                             1..1  1..50      city
departement                       0..1  2..3       department
code-INSEE-commune                0..1  insee      insee_code
code-INSEE-canton                 0..1  4..5
region                            0..1  2..2       region
pays                              0..1  2..2       country
geolocalisation                   0..1  -
  latitude                        1..1  0..30
  longitude                       1..1  0..30
""",
        "Certification": """
code-RNCP                         0..1  1..10      rncp
code-CERTIFINFO                   0..1  1..10      certifinfo
code-RS                           0..1  3..10      rs
code-CPF                          0..1  4..10      cpf
reference-code-FORMACODE          0..1  digits 5
""",
        "Organisation": """
numero-activite                   1..1  digits 11  activity_number
SIRET-organisme-formation         1..1  -
  SIRET                           1..1  siret      siret
nom-organisme                     1..1  1..250     name
raison-sociale                    1..1  1..250     legal_name
coordonnees-organisme             1..1  -
  coordonnees                     1..1  -          coordinates = Coordinates
contact-organisme                 1..n  -          contacts = Contact
renseignements-specifiques        0..1  0..3000    particulars
potentiel                         0..1  -
  code-FORMACODE                  1..25 digits 5
code-UAI-organisme-formation      0..1  -
  code-UAI                        1..1  8..8       uai_code
""",
        "Action": """
rythme-formation                  1..1  1..3000    Offer.rhythm
code-public-vise                  1..10 5..5       Offer.publics
info-public-vise                  0..1  1..250     Offer.public_info
niveau-entree-obligatoire         1..1  flag       Offer.entry_level_required
modalites-alternance              1..1  1..3000    Offer.alternation
modalites-enseignement            1..1  {0 1 2}    Offer.teaching_mode
conditions-specifiques            1..1  1..3000    Offer.conditions
prise-en-charge-frais-possible    1..1  flag       Offer.costs_covered
lieu-de-formation                 0..n  -          Action.sites = Place
modalites-entrees-sorties         1..1  {0 1}      Action.entry
url-action                        0..1  -
  urlweb                          1..3  3..400     Offer.action_urls
duree-cycle                       0..1  whole
session                           1..n  -          Component.sessions = Session
adresse-information               0..1  -
  adresse                         1..1  as PostalAddress
date-information                  0..3  -
  date                            1..1  day
restauration                      0..1  1..250     Offer.catering
hebergement                       0..1  1..250     Offer.accommodation
transport                         0..1  1..250     Offer.transport
acces-handicapes                  0..1  1..250     Offer.accessibility
langue-formation                  0..5  2..2       Offer.languages
modalites-recrutement             0..1  0..3000    Offer.recruitment_terms
modalites-pedagogiques            0..1  0..200     Offer.teaching_methods
code-modalite-pedagogique         0..5  5..5
equipement                        0..n  -
  type-equipement                 1..1  {0 1 2 3 4 5 6 7 8 9 10 11}
  cout-indicatif-equipement       0..1  whole
  commentaire                     0..1  1..500
frais-restants                    0..1  0..200     Offer.remaining_costs
code-perimetre-recrutement        0..1  {0 1 2 3 4 5 6}  Offer.perimeter
infos-perimetre-recrutement       0..1  0..50
prix-horaire-TTC                  0..1  1..6       Offer.hourly_price
prix-total-TTC                    0..1  1..10      Offer.total_price
duree-indicative                  0..1  0..150     Offer.duration
nombre-heures-centre              0..1  whole      hours_centre
nombre-heures-entreprise          0..1  whole      hours_company
nombre-heures-total               0..1  whole      hours_total
detail-conditions-prise-en-charge 0..1  1..600     Offer.cost_terms
conventionnement                  0..1  flag       Offer.agreement
duree-conventionnee               0..1  whole
organisme-formateur               0..n  -          Offer.trainers = Trainer
organisme-financeur               0..8  -          Offer.funders = Funder
enseignement                      0..n  -
  libelle-enseignement            1..1  1..255
  type-enseignement               1..1  {1 2 3 4 5 6 7 8 9 10}
  obligatoire                     1..1  flag
  commentaire                     0..1  1..500
@numero-action                    0..1  any        Action.number
@numero-contrat                   0..1  any        Action.contract_number
@intitule-action                  0..1  any        Action.title
@titulaire                        0..1  any        Action.holder
@statut                           0..1  any        Action.status
@annee                            0..1  whole      Action.year
@dispositif                       0..n  any        Action.schemes
@consultation                     0..1  any        Action.consultation
@programme                        0..n  any        Action.programmes
@debut-action                     0..1  day        Action.start
@fin-action                       0..1  day        Action.end
@numero-composante                0..1  any        Component.number
@code-composante                  0..1  any        Component.code
@debut-composante                 0..1  day        Component.start
@fin-composante                   0..1  day        Component.end
@ville-composante                 0..1  any        Component.city
@code-postal-composante           0..1  any        Component.postal_code
@volume-centre                    0..1  any        kind_centre
@volume-entreprise                0..1  any        kind_company
@volumes-centre                   0..1  whole      several_centre
@volumes-entreprise               0..1  whole      several_company
""",
        "Place": """
SIRET-lieu-formation              0..1  -
  SIRET                           1..1  siret
code-UAI-lieu-formation           0..1  -
  code-UAI                        1..1  8..8
coordonnees                       1..1  -
  civilite                        0..1  1..50
  nom                             0..1  1..50
  prenom                          0..1  1..50
  ligne                           0..3  1..50
  adresse                         0..1  -          site = Site
  telfixe                         0..1  -
    numtel                        1..3  1..25
  portable                        0..1  -
    numtel                        1..3  1..25
  fax                             0..1  -
    numtel                        1..3  1..25
  courriel                        0..1  3..160
  web                             0..1  -
    urlweb                        1..3  3..400
@hors-action                      0..1  flag       apart
""",
        "Site": """
denomination                      0..1  1..255     name
ligne                             1..4  1..50      lines
codepostal                        1..1  digits 5   postal_code
ville                             1..1  1..50      city
departement                       0..1  2..3
code-INSEE-commune                0..1  insee
code-INSEE-canton                 0..1  4..5
region                            0..1  2..2
pays                              0..1  2..2
geolocalisation                   0..1  -
  latitude                        1..1  0..30
  longitude                       1..1  0..30
""",
        "Session": """
periode                           1..1  -
  debut                           1..1  day        start
  fin                             1..1  day        end
adresse-inscription               1..1  -
  adresse                         1..1  -          Offer.registration = PostalAddress
modalites-inscription             0..1  1..255     Offer.registration_terms
periode-inscription               0..1  -
  periode                         1..1  -
    debut                         1..1  day
    fin                           1..1  day
etat-recrutement                  0..1  {1 2 3}    state
recrutement                       0..n  -          infos = CollectiveInfo
url-session                       0..1  -
  urlweb                          1..3  3..400
contact-session                   0..n  -
  type-contact                    0..1  {0 1 2 3 4 5 6 7 8 9 10 11 12 13 14}
  coordonnees                     1..1  as Coordinates
reference-certification           0..5  -
  reference-code-RNCP             0..1  1..10
  reference-code-CERTIFINFO       0..1  1..10
  reference-code-RS               0..1  1..10
blocs-competences                 0..n  -
  validation-blocs                1..1  {0 1 2}
  reference-certification         1..1  -
    reference-code-RNCP           0..1  1..10
    reference-code-CERTIFINFO     0..1  1..10
    reference-code-RS             0..1  1..10
  bloc-competences                1..n  -
    libelle-bloc                  1..1  1..500
    code-bloc                     1..1  8..40
cycle                             0..n  -
  type-cycle                      1..1  {0 1}
  annee-cycle                     0..n  whole
  effectif-minimal                0..1  whole
  capacite-simultanee             0..1  whole
  capacite-cumulee                0..1  whole
  alternance                      0..1  -
    type-alternance               1..1  {0 1 2}
    rythme-alternance             0..1  -
      unite-rythme-alternance     1..1  {0 1 2 3 4}
      unites-entreprise           1..1  whole
      unites-centre               1..1  whole
@numero                           0..1  any        number
@nombre-de-places                 0..1  whole      places
@lieu-de-formation                0..1  whole      site
@code-offre-info                  0..1  any        offer_code
""",
        "CollectiveInfo": """
modalite-recrutement              1..1  {0 1 2 3 4 5 6 7 8 9}  kind
code-perimetre-recrutement        0..1  {0 1 2 3 4 5 6}  Offer.perimeter
infos-perimetre-recrutement       0..1  0..50
a-distance                        0..1  flag       remote
adresse                           0..1  -          address = Address
urlweb                            0..1  3..400
nb-places                         0..1  whole      places
periode                           0..1  -
  debut                           1..1  day        date
  fin                             1..1  day        until
heure-debut                       0..1  hour       start
heure-fin                         0..1  hour       end
commentaire                       0..1  1..500     comment
""",
        "Address": """
denomination                      0..1  1..255
ligne                             1..4  1..50      lines
codepostal                        1..1  digits 5   postal_code
ville                             1..1  1..50      city
departement                       0..1  2..3
code-INSEE-commune                0..1  insee
code-INSEE-canton                 0..1  4..5
region                            0..1  2..2
pays                              0..1  2..2
geolocalisation                   0..1  -
  latitude                        1..1  0..30
  longitude                       1..1  0..30
@numero-voie                      0..1  any        number
@extension-voie                   0..1  any        suffix
@code-extension-voie              0..1  any        suffix_code
@type-voie                        0..1  any        street_type
@code-type-voie                   0..1  any        street_type_code
@libelle-voie                     0..1  any        street
@batiment                         0..1  any        building
@mention-speciale                 0..1  any        special
@cedex                            0..1  any        cedex
""",
        "Trainer": """
SIRET-formateur                   1..1  -
  SIRET                           1..1  siret      siret
raison-sociale-formateur          1..1  0..250     legal_name
contact-formateur                 0..n  -          contacts = Contact
potentiel                         0..1  -
  code-FORMACODE                  1..25 digits 5
code-UAI-formateur                0..1  -
  code-UAI                        1..1  8..8       uai_code
reference-certification           0..5  -
  reference-code-RNCP             0..1  1..10
  reference-code-CERTIFINFO       0..1  1..10
  reference-code-RS               0..1  1..10
""",
        "Funder": """
code-financeur                    1..1  {11 12 13 2 3 4 5 6 7 8 9 15 10 0 14 16 17 18 19 20 1}  code
nb-places-financees               0..1  whole      places
""",
    }
)
"""The form of a formation, and those of the objects in it."""
