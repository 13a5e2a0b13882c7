/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a value is as text, number and truth. libxml2's own conversions write 13800138000 as 1.3800138e+10 and read 1e3 as
 * a thousand, so none of them is used. */

#include "config.h"

#include "form/functions.h"

#include "base/day.h"
#include "form/expression.h"

#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

/* Reads exactly `n` digits. */
static gboolean
read_digits (const char **at, guint n, int *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *value = *value * 10 + (**at - '0');
    }
  return TRUE;
}

/* Hours, minutes and perhaps seconds as a part of the day; a zone behind them is passed over: the clinic has one. */
static gboolean
read_time (const char **at, double *part)
{
  int hour, minute, second = 0;
  double fraction = 0;

  if (!read_digits (at, 2, &hour) || *(*at)++ != ':' || !read_digits (at, 2, &minute))
    return FALSE;
  if (**at == ':')
    {
      (*at)++;
      if (!read_digits (at, 2, &second))
        return FALSE;
    }
  if (**at == '.')
    {
      double unit = 0.1;

      for ((*at)++; g_ascii_isdigit (**at); (*at)++, unit /= 10)
        fraction += unit * (**at - '0');
    }
  if (**at == 'Z')
    (*at)++;
  else if (**at == '+' || **at == '-')
    {
      int zone;

      (*at)++;
      if (!read_digits (at, 2, &zone))
        return FALSE;
      if (**at == ':')
        (*at)++;
      if (**at && !read_digits (at, 2, &zone))
        return FALSE;
    }
  *part = (hour * 3600 + minute * 60 + second + fraction) / 86400.0;
  return hour < 24 && minute < 60 && second < 60;
}

double
cunyi_moment_parse (const char *text)
{
  int year, month, mday;
  double part = 0;
  CunyiDay day;

  if (!read_digits (&text, 4, &year) || *text++ != '-' || !read_digits (&text, 2, &month) || *text++ != '-'
      || !read_digits (&text, 2, &mday))
    return NAN;
  if (*text == 'T' || *text == ' ')
    {
      text++;
      if (!read_time (&text, &part))
        return NAN;
    }
  day = cunyi_day_new (year, month, mday);
  return *text || day == CUNYI_DAY_NONE ? NAN : day + part;
}

double
cunyi_number_parse (const char *text)
{
  const char *at = text;
  guint digits = 0;

  while (g_ascii_isspace (*at))
    at++;
  text = at;
  if (*at == '-')
    at++;
  for (; g_ascii_isdigit (*at); at++)
    digits++;
  if (*at == '-' && digits == 4)
    return cunyi_moment_parse (text);
  if (*at == '.')
    for (at++; g_ascii_isdigit (*at); at++)
      digits++;
  if (digits == 0)
    return NAN;
  for (const char *end = at; *end; end++)
    if (!g_ascii_isspace (*end))
      return NAN;
  return g_ascii_strtod (text, NULL);
}

char *
cunyi_number_to_text (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char *exponent;

  if (isnan (number) || isinf (number))
    return g_strdup ("");
  if (number == 0)
    return g_strdup ("0");
  g_ascii_formatd (text, sizeof text, "%.15g", number);
  exponent = strchr (text, 'e');
  if (!exponent)
    return g_strdup (text);
  if (atoi (exponent + 1) > 0)
    return fabs (number) < 1e40 ? g_strdup_printf ("%.0f", number) : g_strdup ("");
  /* Small ones: as many places as keep the digits, then without the zeros behind them. */
  {
    int places = MIN (14 - atoi (exponent + 1), 40);
    g_autofree char *buffer = g_malloc (64);
    char format[16];
    char *end;

    g_snprintf (format, sizeof format, "%%.%df", places);
    g_ascii_formatd (buffer, 64, format, number);
    for (end = buffer + strlen (buffer); end > buffer && end[-1] == '0'; end--)
      end[-1] = '\0';
    if (end > buffer && end[-1] == '.')
      end[-1] = '\0';
    return g_strdup (strcmp (buffer, "-0") == 0 ? "0" : buffer);
  }
}

static char *
node_to_text (xmlNode *node)
{
  xmlChar *content;
  char *text;

  if (!cunyi_node_is_row (node))
    return g_strdup (cunyi_node_get_text (node));
  content = xmlNodeGetContent (node);
  text = g_strdup (content ? (const char *) content : "");
  xmlFree (content);
  return text;
}

char *
cunyi_value_to_text (xmlXPathObject *value)
{
  switch (value->type)
    {
    case XPATH_STRING:
      return g_strdup (value->stringval ? (const char *) value->stringval : "");
    case XPATH_NUMBER:
      return cunyi_number_to_text (value->floatval);
    case XPATH_BOOLEAN:
      return g_strdup (value->boolval ? "true" : "false");
    case XPATH_NODESET:
      if (value->nodesetval && value->nodesetval->nodeNr > 0)
        return node_to_text (value->nodesetval->nodeTab[0]);
      return g_strdup ("");
    default:
      return g_strdup ("");
    }
}

double
cunyi_value_to_number (xmlXPathObject *value)
{
  switch (value->type)
    {
    case XPATH_NUMBER:
      return value->floatval;
    case XPATH_BOOLEAN:
      return value->boolval ? 1 : 0;
    case XPATH_STRING:
      return cunyi_number_parse (value->stringval ? (const char *) value->stringval : "");
    case XPATH_NODESET:
      if (value->nodesetval && value->nodesetval->nodeNr > 0)
        return cunyi_number_parse (cunyi_node_get_text (value->nodesetval->nodeTab[0]));
      return NAN;
    default:
      return NAN;
    }
}

/* A list is true when it has a row, or a value that is not blank: the element of a blank answer is there too. */
gboolean
cunyi_value_to_truth (xmlXPathObject *value)
{
  switch (value->type)
    {
    case XPATH_BOOLEAN:
      return value->boolval;
    case XPATH_NUMBER:
      return value->floatval != 0 && !isnan (value->floatval);
    case XPATH_STRING:
      return value->stringval && *value->stringval;
    case XPATH_NODESET:
      for (int i = 0; value->nodesetval && i < value->nodesetval->nodeNr; i++)
        if (cunyi_node_is_row (value->nodesetval->nodeTab[i]) || *cunyi_node_get_text (value->nodesetval->nodeTab[i]))
          return TRUE;
      return FALSE;
    default:
      return FALSE;
    }
}

xmlXPathObject *
cunyi_value_take_text (char *text)
{
  xmlXPathObject *value = xmlXPathNewString (BAD_CAST text);

  g_free (text);
  return value;
}

const char *
cunyi_call_text (CunyiCall *call, guint arg)
{
  xmlXPathObject *value = call->args[arg];

  if (value->type == XPATH_NODESET && value->nodesetval && value->nodesetval->nodeNr > 0
      && !cunyi_node_is_row (value->nodesetval->nodeTab[0]))
    return cunyi_node_get_text (value->nodesetval->nodeTab[0]);
  if (value->type != XPATH_STRING)
    {
      call->args[arg] = cunyi_value_take_text (cunyi_value_to_text (value));
      xmlXPathFreeObject (value);
      value = call->args[arg];
    }
  return value->stringval ? (const char *) value->stringval : "";
}

double
cunyi_call_number (CunyiCall *call, guint arg)
{
  return cunyi_value_to_number (call->args[arg]);
}

gboolean
cunyi_call_truth (CunyiCall *call, guint arg)
{
  return cunyi_value_to_truth (call->args[arg]);
}

xmlNodeSet *
cunyi_call_nodes (CunyiCall *call, guint arg)
{
  return call->args[arg]->type == XPATH_NODESET ? call->args[arg]->nodesetval : NULL;
}
