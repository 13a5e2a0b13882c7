/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a finding on a roster can be about: symbol, and the name by which scripts know it. Included by roster.h. */

CUNYI_ROSTER_KIND (COLUMN_GUESS, "column-guess")          /* a column's name is only partly known */
CUNYI_ROSTER_KIND (COLUMN_TWICE, "column-twice")          /* two columns for one field: the better name was used */
CUNYI_ROSTER_KIND (VALUE_OPEN, "value-open")              /* a bare code or a word that fits several codes or none */
CUNYI_ROSTER_KIND (PLACE_NEW, "place-new")                /* a place that the store does not know is added */
CUNYI_ROSTER_KIND (NAME_MISSING, "name-missing")
CUNYI_ROSTER_KIND (NAME_TWICE, "name-twice")              /* in one household, without ID numbers */
CUNYI_ROSTER_KIND (RELATION_MISSING, "relation-missing")
CUNYI_ROSTER_KIND (NUMBER_MISSING, "number-missing")      /* no ID number */
CUNYI_ROSTER_KIND (NUMBER_CUT_OFF, "number-cut-off")      /* 号码被截断 */
CUNYI_ROSTER_KIND (NUMBER_WRONG, "number-wrong")          /* date or check character does not fit */
CUNYI_ROSTER_KIND (NUMBER_OTHER, "number-other")          /* some other paper */
CUNYI_ROSTER_KIND (NUMBER_CONVERTED, "number-converted")  /* had 15 digits */
CUNYI_ROSTER_KIND (NUMBER_DOUBTFUL, "number-doubtful")    /* right, but ends in 000 */
CUNYI_ROSTER_KIND (NUMBER_CARD, "number-card")            /* was a disability certificate */
CUNYI_ROSTER_KIND (NUMBER_TWICE, "number-twice")          /* stands in an earlier row too */
CUNYI_ROSTER_KIND (SEX_DIFFERS, "sex-differs")            /* from the ID number */
CUNYI_ROSTER_KIND (BIRTH_DIFFERS, "birth-differs")        /* from the ID number */
CUNYI_ROSTER_KIND (DATE_UNREADABLE, "date-unreadable")
CUNYI_ROSTER_KIND (TEXT_TOO_LONG, "text-too-long")
CUNYI_ROSTER_KIND (HOUSEHOLD_NUMBER, "household-number")  /* leading zeros or last digits lost */
CUNYI_ROSTER_KIND (HOUSEHOLD_NONE, "household-none")      /* the sheet does not say in which household */
CUNYI_ROSTER_KIND (HOUSEHOLD_RENUMBERED, "household-renumbered")
CUNYI_ROSTER_KIND (HEAD_NONE, "head-none")                /* I03 */
CUNYI_ROSTER_KIND (HEAD_TWICE, "head-twice")              /* I03 */
CUNYI_ROSTER_KIND (MATCH_NAME_DIFFERS, "match-name-differs")     /* the number is known under another name */
CUNYI_ROSTER_KIND (MATCH_NUMBER_DIFFERS, "match-number-differs") /* the name is known in the household with another number */
CUNYI_ROSTER_KIND (MATCH_SEVERAL, "match-several")        /* fits several people */
CUNYI_ROSTER_KIND (MATCH_ELSEWHERE, "match-elsewhere")    /* name and birth are known in another household */
CUNYI_ROSTER_KIND (MATCH_NAME_ONLY, "match-name-only")    /* nothing but the name fits */
CUNYI_ROSTER_KIND (MATCH_GONE, "match-gone")              /* registered as dead or moved away */
CUNYI_ROSTER_KIND (GROUP_MISSING, "group-missing")        /* a monitored household without its class */
CUNYI_ROSTER_KIND (GROUP_DIFFERS, "group-differs")        /* rows of one household name different ones */
CUNYI_ROSTER_KIND (GROUP_ENDS, "group-ends")              /* the sheet says that it does not belong any more */
CUNYI_ROSTER_KIND (SCHOOLING, "schooling")                /* I05 */
CUNYI_ROSTER_KIND (INSURANCE, "insurance")                /* I06 */
CUNYI_ROSTER_KIND (ILL_WITHOUT_HELP, "ill-without-help")  /* I07 */
CUNYI_ROSTER_KIND (ILL_UNINSURED, "ill-uninsured")        /* I08 */
