import pytest

from boucle.agreement.conditions import parse


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        (
            "grade in ('A1', 'A2', 'B1')",
            "la cote est A1, A2 ou B1",
            "the grade is A1, A2 or B1",
        ),
        (
            "grade not in ('D1', 'D2')",
            "la cote n'est ni D1, ni D2",
            "the grade is none of D1 and D2",
        ),
        ("grade in ('A1')", "la cote est A1", "the grade is A1"),
        (
            "count('webinar_attended', within => 90) >= 2",
            "au moins 2 webinaires suivis dans les 90 derniers jours",
            "at least 2 webinars attended in the last 90 days",
        ),
        (
            "count('form', 'call') > 1",
            "plus de 1 appel ou formulaire rempli",
            "more than 1 call or form filled in",
        ),
        (
            "not has('careers_page', within => 1)",
            "aucune visite de la page des carrières dans la dernière journée",
            "no visit to the careers page in the last day",
        ),
        ("count('call') > 0", "au moins 1 appel", "at least 1 call"),
        (
            "days_since('pricing_page') <= 14",
            "la dernière visite de la page des prix remonte à au plus 14 jours",
            "the last visit to the pricing page was at most 14 days ago",
        ),
        ("days_since('call') is null", "aucun appel à ce jour", "no call so far"),
        (
            "only('white_paper', 'page_view')",
            "tous les gestes sont des pages vues ou des livres blancs téléchargés",
            "all gestures are pages viewed or white papers downloaded",
        ),
        (
            "not only('page_view')",
            "les gestes ne sont pas seulement des pages vues",
            "the gestures are not only pages viewed",
        ),
        (
            "n_employees between 30 and 1300",
            "le nombre d'employés est entre 30 et 1 300",
            "the number of employees is between 30 and 1,300",
        ),
        (
            "30 <= n_employees",
            "le nombre d'employés est d'au moins 30",
            "the number of employees is at least 30",
        ),
        (
            "not fit_points >= 40",
            "les points d'adéquation sont de moins de 40",
            "the fit points are less than 40",
        ),
        (
            "fit_points + engagement_points > 80.5",
            "les points d'adéquation plus les points d'engagement sont de plus de 80,5",
            "the fit points plus the engagement points are more than 80.5",
        ),
        ("age_days = 1", "l'âge de la piste est de 1 jour", "the age of the lead is 1 day"),
        ("persona is not null", "un persona correspond", "a persona matches"),
        ("not persona is not null", "aucun persona ne correspond", "no persona matches"),
        ("company is null", "l'entreprise est inconnue", "the company is unknown"),
        ("requested_contact = false", "la personne n'a pas demandé à être contactée",
         "the person did not ask to be contacted"),
        ("is_served != false", "le territoire est desservi", "the territory is served"),
        (
            "contact_type = 'job_seeker'",
            "le type de personne est chercheur d'emploi",
            "the type of person is job seeker",
        ),
        (
            "contains(job_title, 'direct', 'chef')",
            "le titre du poste contient « direct » ou « chef »",
            "the job title contains “direct” or “chef”",
        ),
        ("company = '{x}'", "l'entreprise est « {x} »", "the company is “{x}”"),
        (
            "next_step_on >= '2026-10-31'",
            "la date de la prochaine étape est le 31 octobre 2026 ou après",
            "the date of the next step is October 31, 2026 or after",
        ),
        (
            "not (is_served and has_contract)",
            "le territoire n'est pas desservi ou aucun contrat n'est signé",
            "the territory is not served or no contract is signed",
        ),
        (
            "is_served and (budget_known or has_contract)",
            "le territoire est desservi et (le budget est connu ou un contrat est signé)",
            "the territory is served and (the budget is known or a contract is signed)",
        ),
        (
            "is_served and at_least(2, budget_known, has_contract)",
            (
                "le territoire est desservi et (au moins 2 de ces conditions : "
                "le budget est connu; un contrat est signé)"
            ),
            (
                "the territory is served and "
                "(at least 2 of these conditions: the budget is known; a contract is signed)"
            ),
        ),
        ("true", "toujours", "always"),
        ("not true", "jamais", "never"),
    ],
)  # fmt: skip
def test_conditions_read_naturally(text, french, english):
    said = parse(text).sentence()

    assert (said.fr.replace("\xa0", " "), said.en) == (french, english)
