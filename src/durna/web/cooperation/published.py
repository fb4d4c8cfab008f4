"""Projects of the State Migration Service of Azerbaijan with its partners, as their own pages tell them.

Read in 2026; what a page does not tell (money above all) is not here. Titles that a page has in one language
alone stand in that language. Objectives of the Global Compact are assigned by us from the titles.
"""

from __future__ import annotations

from datetime import date
from typing import Any

# The identifier of IOM is the one that it publishes under in the standard.
ORGANISATIONS: dict[str, dict[str, Any]] = {
    "sms": {
        "names": {
            "en": "State Migration Service of the Republic of Azerbaijan",
            "az": "Azərbaycan Respublikasının Dövlət Miqrasiya Xidməti",
            "ru": "Государственная миграционная служба Азербайджанской Республики",
        },
        "acronym": "SMS", "type": "10",
    },
    "iom": {
        "names": {
            "en": "International Organization for Migration (IOM)",
            "az": "Beynəlxalq Miqrasiya Təşkilatı (BMqT)", "ru": "Международная организация по миграции (МОМ)",
        },
        "acronym": "IOM", "ref": "XM-DAC-47066", "type": "40",
    },
    "idf": {
        "names": {"en": "IOM Development Fund", "az": "BMqT-nin İnkişaf Fondu", "ru": "Фонд развития МОМ"},
        "acronym": "IDF", "type": "40",
    },
    "eu": {
        "names": {"en": "European Union", "az": "Avropa İttifaqı", "ru": "Европейский союз"}, "acronym": "EU",
        "type": "40",
    },
    "icmpd": {
        "names": {
            "en": "International Centre for Migration Policy Development (ICMPD)",
            "az": "Miqrasiya Siyasətinin İnkişafı üzrə Beynəlxalq Mərkəz (ICMPD)",
            "ru": "Международный центр по развитию миграционной политики (ICMPD)",
        },
        "acronym": "ICMPD", "type": "40",
    },
}  # fmt: skip

_DAY, _MONTH, _YEAR, _NONE = "day", "month", "year", (None, "day")

PROJECTS: tuple[dict[str, Any], ...] = (
    {
        "code": "RTCM", "starts": (date(2020, 11, 1), _DAY), "ends": (date(2023, 4, 30), _DAY),
        "titles": {"en": "Supporting the Establishment of a Regional Training Centre on Migration in Azerbaijan"},
        "descriptions": {
            "en": "Curriculum, training of trainers, network of experts, road map, library and web site of the centre.",
            "az": "Mərkəzin tədris proqramı, təlimçilərin hazırlanması, ekspertlər şəbəkəsi, yol xəritəsi, "
                  "kitabxanası və saytı.",
            "ru": "Учебная программа, подготовка тренеров, сеть экспертов, дорожная карта, библиотека и сайт центра.",
        },
        "partners": (("idf", "1"), ("iom", "4"), ("sms", "4")), "places": ("AZ",), "objectives": ("23",),
        "source": "https://migration.gov.az/en/useful_detail/372",
    },
    {
        "code": "EURCAP", "starts": (date(2020, 5, 1), _MONTH), "ends": (date(2021, 12, 31), _YEAR),
        "titles": {"en": "Strengthening Migration Management in Azerbaijan"},
        "descriptions": {
            "en": "Readmission Case Management System: the first country with IOM's model system, and a pilot "
                  "with six EU States.",
            "az": "Readmissiya işlərinin idarə olunması sistemi: BMqT-nin model sistemi olan ilk ölkə və altı Aİ "
                  "dövləti ilə sınaq.",
            "ru": "Система ведения дел о реадмиссии: первая страна с модельной системой МОМ и пилот с шестью "
                  "государствами ЕС.",
        },
        "partners": (("eu", "1"), ("iom", "4")), "places": ("AZ",), "objectives": ("21",),
        "source": "https://eea.iom.int/azerbaijan",
    },
    {
        "code": "CMBA", "starts": (date(2014, 1, 1), _YEAR), "ends": (date(2018, 12, 31), _YEAR),
        "titles": {"en": "Consolidation of Migration and Border Management Capacities in Azerbaijan (CMBA)"},
        "descriptions": {"en": "Readmission and the visa regime.", "az": "Readmissiya və viza rejimi.",
                         "ru": "Реадмиссия и визовый режим."},
        "partners": (("eu", "1"), ("iom", "4")), "places": ("AZ",), "objectives": ("21",),
        "source": "https://eea.iom.int/azerbaijan",
    },
    {
        "code": "MOBILAZE", "starts": _NONE, "ends": (date(2019, 12, 31), _YEAR),
        "titles": {"en": "MOBILAZE"},
        "descriptions": {
            "en": "Analysis, legal migration, documents, asylum and return. It began in 2015 or 2016: its sources "
                  "differ.",
            "az": "Təhlil, qanuni miqrasiya, sənədlər, sığınacaq və qayıdış. 2015 və ya 2016-cı ildə başlayıb: "
                  "mənbələr fərqlidir.",
            "ru": "Анализ, законная миграция, документы, убежище и возвращение. Начат в 2015 или 2016 году: "
                  "источники расходятся.",
        },
        "partners": (("eu", "1"), ("icmpd", "4")), "places": ("AZ",), "objectives": ("5", "21"),
        "source": "https://icmpd.org/news/archive/bringing-azerbaijani-and-eu-citizens-closer-together",
    },
    {
        "code": "MOBILAZE-2", "starts": (date(2021, 6, 1), _DAY), "ends": (date(2024, 5, 31), _DAY),
        "titles": {"en": "MOBILAZE 2"},
        "descriptions": {
            "en": "Policy, data, institutional procedures and awareness.",
            "az": "Siyasət, məlumatlar, institusional prosedurlar və məlumatlılıq.",
            "ru": "Политика, данные, процедуры ведомств и информированность.",
        },
        "partners": (("eu", "1"), ("icmpd", "4")), "places": ("AZ",), "objectives": ("1", "3"),
        "source": "https://migration.gov.az/en/useful_detail/374",
    },
    {
        "code": "RESTART", "starts": (date(2019, 1, 1), _DAY), "ends": (date(2021, 4, 30), _DAY),
        "titles": {"en": "RESTART: reintegration support to returnees"},
        "descriptions": {
            "en": "Reintegration of returnees. Jointly funded; who paid which part is not published.",
            "az": "Qayıdanların reinteqrasiyası. Birgə maliyyələşdirilib; kimin hansı hissəni ödədiyi dərc olunmayıb.",
            "ru": "Реинтеграция возвращающихся. Совместное финансирование; доли сторон не опубликованы.",
        },
        "partners": (("icmpd", "4"),), "places": ("AZ",), "objectives": ("21",), "currency": "EUR", "budget": "400000",
        "source": "https://migration.gov.az/en/useful_detail/374",
    },
    {
        "code": "TC.0656", "starts": (date(2012, 12, 20), _DAY), "ends": (date(2014, 12, 19), _DAY),
        "titles": {
            "en": "Supporting the Establishment of Effective Readmission Management in Armenia, Azerbaijan and Georgia"
        },
        "descriptions": {
            "en": "Readmission agreements. The budget of EUR 1,492,457 holds USD 120,000 of the IOM Development Fund.",
            "az": "Readmissiya sazişləri. 1 492 457 avroluq büdcəyə BMqT-nin İnkişaf Fondunun 120 000 ABŞ dolları "
                  "daxildir.",
            "ru": "Соглашения о реадмиссии. Бюджет в 1 492 457 евро включает 120 000 долларов США Фонда развития МОМ.",
        },
        "partners": (("eu", "1"), ("idf", "1"), ("iom", "4")), "places": ("AM", "AZ", "GE"), "objectives": ("21",),
        "currency": "EUR", "budget": "1492457",
        "source": "https://iom.int/project/building-capacity-government-structures-armenia-azerbaijan-and-georgia-"
                  "effective-management-readmission-and-return",
    },
    {
        "code": "QL9-805", "starts": (date(2006, 1, 1), _YEAR), "ends": (date(2007, 12, 31), _YEAR),
        "titles": {"en": "Review of Migration Management Framework"},
        "descriptions": {
            "en": "A baseline for a central migration authority.",
            "az": "Mərkəzi miqrasiya qurumu üçün ilkin vəziyyətin təhlili.",
            "ru": "Исходный анализ для создания центрального миграционного ведомства.",
        },
        "partners": (("iom", "4"),), "places": ("AZ",), "objectives": ("23",), "currency": "USD", "budget": "65000",
        "source": "https://iom.int/project/azerbaijan-review-migration-management-framework-support-intra-service-and-"
                  "inter-agency-cooperation",
    },
)  # fmt: skip
