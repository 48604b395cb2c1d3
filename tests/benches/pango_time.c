/* Pango's side of compare_with_pango.py: the same work as layout_time.rs, in the same units.
   Arguments: a text file, the width and the size in pixels, the number of rounds. */
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu_micros(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static long read_glyphs(PangoLayout *layout) {
    long sum = 0;
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    do {
        PangoLayoutRun *run = pango_layout_iter_get_run_readonly(iter);
        if (!run) continue;
        for (int i = 0; i < run->glyphs->num_glyphs; i++)
            sum += run->glyphs->glyphs[i].geometry.width;
    } while (pango_layout_iter_next_run(iter));
    pango_layout_iter_free(iter);
    return sum;
}

static PangoLayout *lay_out(PangoContext *context, PangoFontDescription *font, int width,
                            const char *text, int length) {
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, width);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_text(layout, text, length);
    return layout;
}

int main(int count, char **arguments) {
    if (count != 5) return 2;
    char *text;
    gsize length;
    if (!g_file_get_contents(arguments[1], &text, &length, NULL)) return 1;
    int width = atoi(arguments[2]) * PANGO_SCALE, rounds = atoi(arguments[4]);
    PangoFontMap *map = pango_cairo_font_map_new();
    PangoContext *context = pango_font_map_create_context(map);
    pango_context_set_base_dir(context, PANGO_DIRECTION_RTL);
    pango_context_set_round_glyph_positions(context, FALSE);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    PangoFontDescription *font =
        pango_font_description_from_string("Noto Naskh Arabic,Noto Sans,Noto Serif");
    pango_font_description_set_absolute_size(font, atof(arguments[3]) * PANGO_SCALE);

    char **lines = g_strsplit(text, "\n", -1);
    double thousands = 0;
    for (char **line = lines; *line; line++) thousands += g_utf8_strlen(*line, -1) / 1000.0;
    double best = 1e18, first = 0;
    long sum = 0;
    for (int round = 0; round <= rounds; round++) {
        double start = cpu_micros();
        for (char **line = lines; *line; line++) {
            if (!**line) continue;
            PangoLayout *layout = lay_out(context, font, width, *line, -1);
            sum += read_glyphs(layout);
            g_object_unref(layout);
        }
        double spent = cpu_micros() - start;
        if (round == 0) first = spent;
        else if (spent < best) best = spent;
    }
    printf("first %.1f\nwarm %.1f\n", first / thousands, best / thousands);

    GString *long_text = g_string_new(NULL);
    while (g_utf8_strlen(long_text->str, -1) < 2000)
        for (char **line = lines; *line; line++) g_string_append(long_text, *line);
    *g_utf8_offset_to_pointer(long_text->str, 2000) = 0;
    double keystroke = 1e18;
    for (int round = 0; round < rounds; round++) {
        double start = cpu_micros();
        PangoLayout *layout = lay_out(context, font, width, long_text->str, -1);
        PangoRectangle strong;
        pango_layout_get_cursor_pos(layout, 20, &strong, NULL);
        sum += strong.x + read_glyphs(layout);
        g_object_unref(layout);
        double spent = cpu_micros() - start;
        if (spent < keystroke) keystroke = spent;
    }
    printf("keystroke %.1f\n", keystroke);
    return sum == 42;
}
