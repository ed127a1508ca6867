//! The months, days and marks of the languages that letters know.

use super::locale::Locale;

pub(super) const ENGLISH: Locale = Locale {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    months_short: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    days: [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    days_short: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    date: "dd/MM/yyyy",
    decimal: '.',
    group: ',',
    booleans: ["Yes", "No"],
};

pub(super) const AMERICAN: Locale = Locale {
    date: "M/d/yyyy",
    ..ENGLISH
};

pub(super) const GERMAN: Locale = Locale {
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    months_short: [
        "Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
    ],
    days: [
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
    ],
    days_short: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
    date: "dd.MM.yyyy",
    decimal: ',',
    group: '.',
    booleans: ["Ja", "Nein"],
};

pub(super) const AUSTRIAN: Locale = Locale {
    months: [
        "Jänner",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    months_short: [
        "Jän", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
    ],
    ..GERMAN
};

pub(super) const SWISS: Locale = Locale {
    decimal: '.',
    group: '\u{2019}',
    ..GERMAN
};

pub(super) const DUTCH: Locale = Locale {
    months: [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    months_short: [
        "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
    ],
    days: [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
    ],
    days_short: ["ma", "di", "wo", "do", "vr", "za", "zo"],
    date: "d-M-yyyy",
    decimal: ',',
    group: '.',
    booleans: ["Ja", "Nee"],
};

pub(super) const BELGIAN: Locale = Locale {
    date: "d/MM/yyyy",
    ..DUTCH
};

pub(super) const FRENCH: Locale = Locale {
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    months_short: [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
    ],
    days: [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ],
    days_short: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
    date: "dd/MM/yyyy",
    decimal: ',',
    group: '\u{202f}',
    booleans: ["Oui", "Non"],
};

pub(super) const DANISH: Locale = Locale {
    months: [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ],
    months_short: [
        "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
    ],
    days: [
        "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
    ],
    days_short: ["ma", "ti", "on", "to", "fr", "lø", "sø"],
    date: "dd-MM-yyyy",
    decimal: ',',
    group: '.',
    booleans: ["Ja", "Nej"],
};

pub(super) const NORWEGIAN: Locale = Locale {
    months: [
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ],
    months_short: [
        "jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des",
    ],
    date: "dd.MM.yyyy",
    group: '\u{a0}',
    booleans: ["Ja", "Nei"],
    ..DANISH
};

pub(super) const SWEDISH: Locale = Locale {
    months: [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    months_short: [
        "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
    ],
    days: [
        "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag",
    ],
    days_short: ["mån", "tis", "ons", "tor", "fre", "lör", "sön"],
    date: "yyyy-MM-dd",
    decimal: ',',
    group: '\u{a0}',
    booleans: ["Ja", "Nej"],
};

pub(super) const ITALIAN: Locale = Locale {
    months: [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    months_short: [
        "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic",
    ],
    days: [
        "lunedì",
        "martedì",
        "mercoledì",
        "giovedì",
        "venerdì",
        "sabato",
        "domenica",
    ],
    days_short: ["lun", "mar", "mer", "gio", "ven", "sab", "dom"],
    date: "dd/MM/yyyy",
    decimal: ',',
    group: '.',
    booleans: ["Sì", "No"],
};

pub(super) const SPANISH: Locale = Locale {
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    months_short: [
        "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic",
    ],
    days: [
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
    ],
    days_short: ["lu", "ma", "mi", "ju", "vi", "sá", "do"],
    date: "dd/MM/yyyy",
    decimal: ',',
    group: '.',
    booleans: ["Sí", "No"],
};

/// Dates that cannot be mistaken, for a blank or unknown language.
pub(super) const NEUTRAL: Locale = Locale {
    date: "yyyy-MM-dd",
    ..ENGLISH
};
