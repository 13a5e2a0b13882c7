/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dialog that adds a person to a household, or corrects one. Sex and birth come from the ID number while it is typed. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_PERSON_EDITOR (cunyi_person_editor_get_type ())
G_DECLARE_FINAL_TYPE (CunyiPersonEditor, cunyi_person_editor, CUNYI, PERSON_EDITOR, AdwWindow)

/* `person` NULL: a new one in `household`, its head when it has none. `household` is only asked for then. */
void cunyi_person_editor_show (CunyiWindow *window, const char *person, const char *household);
/* The same for somebody on the roster of whom it was written that he is `state` (dead, moved) since a day, or CUNYI_DAY_NONE: filled
 * in so, for the doctor to save; the keyboard is at the day. */
void cunyi_person_editor_show_state (CunyiWindow *window, const char *person, const char *state, CunyiDay since);

G_END_DECLS
