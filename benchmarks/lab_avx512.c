/* The sweep by hand for one ordinance, with 512-bit vectors: the bound that compiled Python is measured against.

   Two figures together raise a level; it is lifted when one of both lies below its limit throughout a section. Words hold
   64 days, vectors the words of eight places. Delays differ by no more than the days of a section. */

#include <immintrin.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define PLACES 8
#define MOST_WORDS 64
#define INTERVALS 256

typedef __m512i vec;

typedef struct {
    const double *values; /* days x stride */
    const double *limits; /* ascending */
    int64_t stride, limits_count;
} figure;

/* How many limits lie strictly below a value. */
static inline int64_t place(const figure *f, const int32_t *starts, double origin, double factor, int64_t most, double value)
{
    double near = (value - origin) * factor;
    int64_t below = starts[(int64_t)(near < 0 ? 0 : near > INTERVALS ? INTERVALS : near)];
    for (int64_t i = 0; i < most; i++) below += below < f->limits_count && f->limits[below] < value;
    return below;
}

/* Event planes of eight places: [section][raising, lifting][limit][word][place]. */
static void tables(const figure *f, const int64_t *columns, const uint8_t *counts, int64_t lands, const int64_t *land_of,
                   int64_t days, const int64_t *sections, int64_t n_sections, uint64_t *planes)
{
    int64_t words = (days + 63) / 64, m = f->limits_count, size = m * words * PLACES;
    memset(planes, 0, (size_t)(n_sections * 2 * size) * 8);
    double *row = malloc((size_t)days * 3 * sizeof *row), *low = row + days, *high = low + days;
    int64_t *day_of = malloc((size_t)days * sizeof *day_of);
    int32_t starts[INTERVALS + 1]; /* limits in the intervals before each, of intervals of equal width */
    double origin = f->limits[0], span = f->limits[m - 1] - origin, factor = span > 0 ? INTERVALS / span : 1;
    int64_t most = 0;
    memset(starts, 0, sizeof starts);
    for (int64_t i = 0, here = 0, last = -1; i < m; i++) {
        int64_t at = (int64_t)((f->limits[i] - origin) * factor);
        here = at == last ? here + 1 : 1;
        most = here > most ? here : most;
        for (int64_t next = (last = at) + 1; next <= INTERVALS; next++) starts[next] = (int32_t)(i + 1);
    }
    for (int p = 0; p < PLACES; p++) {
        if (columns[p] < 0) continue;
        int64_t count = 0, longer = 1;
        for (int64_t d = 0; d < days; d++)
            if (counts[d * lands + land_of[p]]) {
                day_of[count] = d;
                row[count++] = f->values[d * f->stride + columns[p]];
            }
        memcpy(low, row, (size_t)count * sizeof *row);
        memcpy(high, row, (size_t)count * sizeof *row);
        for (int64_t s = 0; s < n_sections; s++) {
            uint64_t *up = planes + 2 * s * size + p, *down = up + size;
            for (; longer < sections[s]; longer++)
                for (int64_t k = count - 1; k >= longer; k--) {
                    double value = row[k - longer];
                    low[k] = value < low[k] ? value : low[k];
                    high[k] = value > high[k] ? value : high[k];
                }
            for (int64_t k = sections[s] - 1; k < count; k++) {
                int64_t at = (day_of[k] >> 6) * PLACES, below_low = place(f, starts, origin, factor, most, low[k]);
                int64_t below_high = place(f, starts, origin, factor, most, high[k]);
                uint64_t bit = 1ull << (day_of[k] & 63);
                if (below_low > 0) up[(below_low - 1) * words * PLACES + at] |= bit;
                if (below_high < m) down[below_high * words * PLACES + at] |= bit;
            }
        }
    }
    for (int64_t s = 0; s < n_sections; s++) {
        vec *up = (vec *)(planes + 2 * s * size), *down = (vec *)(planes + (2 * s + 1) * size);
        for (int64_t i = (m - 1) * words - 1; i >= 0; i--) up[i] = _mm512_or_si512(up[i], up[i + words]);
        for (int64_t i = words; i < m * words; i++) down[i] = _mm512_or_si512(down[i], down[i - words]);
    }
    free(row);
    free(day_of);
}

/* Days in force from two planes that raise together and two of which either lifts; added to out. */
static inline void follow(const vec *up, const vec *up_too, const vec *down, const vec *down_too, int64_t words,
                          int64_t up_days, int64_t down_days, vec *out)
{
    vec before = _mm512_setzero_si512(), first = _mm512_set1_epi64(up_days), second = _mm512_set1_epi64(down_days);
    vec longer = _mm512_set1_epi64(down_days > up_days ? -1 : 0);
    for (int64_t w = 0; w < words; w++) {
        vec u = _mm512_and_si512(up[w], up_too[w]);
        vec hold = _mm512_ternarylogic_epi64(u, down[w], down_too[w], 0xF1); /* u | ~(d | e) */
        vec total = _mm512_add_epi64(_mm512_add_epi64(hold, u), _mm512_srli_epi64(before, 63));
        vec carried = _mm512_ternarylogic_epi64(total, hold, u, 0x96);
        vec now = _mm512_ternarylogic_epi64(u, hold, carried, 0xF8); /* u | (hold & carried) */
        vec a = _mm512_shldv_epi64(now, before, first), b = _mm512_shldv_epi64(now, before, second);
        out[w] = _mm512_or_si512(out[w], _mm512_ternarylogic_epi64(a, b, longer, 0xE8));
        before = now;
    }
}

/* What a policy is: places of limits (hospitalisation, icu_share, new_cases x 3), of sections (up, down), delays. */
typedef struct { int32_t limit[3][3], section[2], effect[2]; } policy;

static inline const vec *plane(const uint64_t *planes, int64_t m, int64_t words, int64_t section, int part, int64_t limit)
{
    return (const vec *)planes + ((section * 2 + part) * m + limit) * words;
}

/* Lands first: held[policy][block of lands][level][word], and the planes of hospitalisation by block of lands. */
void sweep_lands(const figure *figures, const uint8_t *counts, int64_t lands, int64_t days, const int64_t *sections,
                 int64_t n_sections, const policy *policies, int64_t n_policies, uint64_t *h_planes, uint64_t *held)
{
    int64_t words = (days + 63) / 64, blocks = (lands + PLACES - 1) / PLACES;
    int64_t h_size = n_sections * 2 * figures[0].limits_count * words * PLACES;
    uint64_t *i_planes = aligned_alloc(64, (size_t)(n_sections * 2 * figures[1].limits_count * words * PLACES) * 8);
    for (int64_t block = 0; block < blocks; block++) {
        int64_t columns[PLACES];
        for (int p = 0; p < PLACES; p++) columns[p] = block * PLACES + p < lands ? block * PLACES + p : -1;
        uint64_t *h = h_planes + block * h_size;
        tables(&figures[0], columns, counts, lands, columns, days, sections, n_sections, h);
        tables(&figures[1], columns, counts, lands, columns, days, sections, n_sections, i_planes);
        for (int64_t q = 0; q < n_policies; q++) {
            const policy *one = &policies[q];
            vec *out = (vec *)held + (q * blocks + block) * 3 * words;
            memset(out, 0, (size_t)(3 * words) * sizeof *out);
            for (int k = 0; k < 3; k++) {
                const vec *part[4];
                for (int d = 0; d < 2; d++) {
                    part[2 * d] = plane(h, figures[0].limits_count, words, one->section[d], d, one->limit[0][k]);
                    part[2 * d + 1] = plane(i_planes, figures[1].limits_count, words, one->section[d], d, one->limit[1][k]);
                }
                follow(part[0], part[1], part[2], part[3], words, one->effect[0], one->effect[1], out + k * words);
            }
        }
    }
    free(i_planes);
}

/* Metrics of the areas of some blocks: policies x areas x 8. */
void sweep_areas(const figure *figures, const uint8_t *counts, int64_t lands, const int64_t *land_of, int64_t areas,
                 int64_t first_block, int64_t last_block, int64_t days, const int64_t *sections, int64_t n_sections,
                 const policy *policies, int64_t n_policies, const uint64_t *h_planes, const uint64_t *held, int16_t *metrics)
{
    int64_t words = (days + 63) / 64, blocks = (lands + PLACES - 1) / PLACES;
    int64_t mh = figures[0].limits_count, mc = figures[2].limits_count;
    int64_t h_size = n_sections * 2 * mh * words;
    uint64_t *h = aligned_alloc(64, (size_t)(h_size * PLACES) * 8);
    uint64_t *c = aligned_alloc(64, (size_t)(n_sections * 2 * mc * words * PLACES) * 8);
    vec level[4][MOST_WORDS], switching[MOST_WORDS], zero = _mm512_setzero_si512();
    vec valid = days & 63 ? _mm512_set1_epi64((1ll << (days & 63)) - 1) : _mm512_set1_epi64(-1);
    memset(level[3], 0, sizeof level[3]);
    for (int64_t block = first_block; block < last_block; block++) {
        int64_t columns[PLACES], of[PLACES];
        for (int p = 0; p < PLACES; p++) {
            columns[p] = block * PLACES + p < areas ? block * PLACES + p : -1;
            of[p] = columns[p] < 0 ? land_of[areas - 1] : land_of[columns[p]];
        }
        tables(&figures[2], columns, counts, lands, of, days, sections, n_sections, c);
        int64_t offset[PLACES];
        for (int p = 0; p < PLACES; p++) offset[p] = of[p] / PLACES * h_size * PLACES + of[p] % PLACES;
        vec offsets = _mm512_loadu_si512(offset);
        for (int64_t i = 0; i < h_size; i++)
            ((vec *)h)[i] = _mm512_i64gather_epi64(offsets, h_planes + i * PLACES, 8);
        int64_t held_offset[PLACES];
        for (int p = 0; p < PLACES; p++) held_offset[p] = of[p] / PLACES * 3 * words * PLACES + of[p] % PLACES;
        vec held_offsets = _mm512_loadu_si512(held_offset);
        int together = of[0] == of[PLACES - 1];
        for (int64_t q = 0; q < n_policies; q++) {
            const policy *one = &policies[q];
            const uint64_t *from = held + q * blocks * 3 * words * PLACES;
            for (int k = 0; k < 3; k++) {
                for (int64_t w = 0; w < words; w++)
                    level[k][w] = together ? _mm512_set1_epi64((int64_t)from[held_offset[0] + (k * words + w) * PLACES])
                                           : _mm512_i64gather_epi64(held_offsets, from + (k * words + w) * PLACES, 8);
                follow(plane(h, mh, words, one->section[0], 0, one->limit[0][k]),
                       plane(c, mc, words, one->section[0], 0, one->limit[2][k]),
                       plane(h, mh, words, one->section[1], 1, one->limit[0][k]),
                       plane(c, mc, words, one->section[1], 1, one->limit[2][k]), words, one->effect[0],
                       one->effect[1], level[k]);
            }
            memset(switching, 0, sizeof(vec) * (size_t)words);
            vec total[4] = {zero, zero, zero, zero}, begins[3], switches = zero;
            for (int k = 2; k >= 0; k--) {
                vec early = zero, early_at = zero, before = zero;
                for (int64_t w = 0; w < words; w++) {
                    vec word = _mm512_or_si512(level[k][w], level[k + 1][w]);
                    if (w == words - 1) word = _mm512_and_si512(word, valid);
                    level[k][w] = word;
                    total[k] = _mm512_add_epi64(total[k], _mm512_popcnt_epi64(word));
                    __mmask8 open = _mm512_testn_epi64_mask(early, early);
                    early_at = _mm512_mask_set1_epi64(early_at, open, w * 64);
                    early = _mm512_mask_mov_epi64(early, open, word);
                    vec moved = _mm512_shldi_epi64(word, before, 1);
                    switching[w] = _mm512_ternarylogic_epi64(switching[w], word, moved, 0xF6); /* s | (w ^ m) */
                    before = word;
                }
                vec ones = _mm512_set1_epi64(-1);
                vec below = _mm512_popcnt_epi64(_mm512_andnot_si512(early, _mm512_add_epi64(early, ones)));
                begins[k] = _mm512_mask_blend_epi64(_mm512_testn_epi64_mask(early, early),
                                                    _mm512_add_epi64(early_at, below), ones);
            }
            switching[words - 1] = _mm512_and_si512(switching[words - 1], valid);
            for (int64_t w = 0; w < words; w++)
                switches = _mm512_add_epi64(switches, _mm512_popcnt_epi64(switching[w]));
            vec column[8] = {_mm512_sub_epi64(_mm512_set1_epi64(days), total[0]), _mm512_sub_epi64(total[0], total[1]),
                             _mm512_sub_epi64(total[1], total[2]), total[2], switches, begins[0], begins[1], begins[2]};
            int16_t narrow[8][PLACES];
            for (int i = 0; i < 8; i++) _mm_storeu_si128((__m128i *)narrow[i], _mm512_cvtepi64_epi16(column[i]));
            int16_t *to = metrics + (q * areas + block * PLACES) * 8;
            for (int p = 0; p < PLACES && block * PLACES + p < areas; p++)
                for (int i = 0; i < 8; i++) to[p * 8 + i] = narrow[i][p];
        }
    }
    free(h);
    free(c);
}
