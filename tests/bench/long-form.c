/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes it. */

#include "config.h"

#include "long-form.h"

GBytes *
bench_long_form (guint fields)
{
  GString *text = g_string_new ("survey\n,type,name,label,relevant,constraint,calculation,required\n");

  g_string_append (text, ",integer,q0,始,,. >= 0 and . < 1000000,,yes\n");
  for (guint i = 1; i < fields; i++)
    if (i % 3 == 0)
      g_string_append_printf (text, ",calculate,q%u,,,,${q%u} + ${q0},\n", i, i - 1);
    else if (i % 3 == 1)
      g_string_append_printf (text, ",integer,q%u,第%u项,${q0} > %u,. >= 0,,\n", i, i, i % 5);
    else
      g_string_append_printf (text, ",select_one yes_no,q%u,第%u项,,. != '9',,yes\n", i, i);
  g_string_append (text, "choices\n,list_name,name,label\n,yes_no,1,是\n,yes_no,2,否\n,yes_no,9,不详\n"
                         "settings\n,form_id,form_title\n,long,长表\n");
  return g_string_free_to_bytes (text);
}
