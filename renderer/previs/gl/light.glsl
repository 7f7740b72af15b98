// The light of the place as the kernels have it: see frame.Lamps and frame.Eye.
uniform vec3 position;
uniform vec3 right;
uniform vec3 up;
uniform vec3 forward;
uniform vec4 lens;
uniform float pixel;
uniform vec3 to_key;
uniform vec3 to_sun;
uniform vec3 hues[9];
uniform float numbers[6];
uniform vec4 chart_axes[3];
uniform vec3 cover_at;
uniform float room[5];
uniform vec3 slope;
uniform sampler2D chart;
uniform sampler2D cover;
uniform sampler2D contacts;
uniform int contact_count;
uniform sampler2D points;
uniform int point_count;
uniform sampler2D portals;
uniform int portal_count;

const int KEY = 0, SUN = 1, ABOVE = 2, BELOW = 3, FILL = 4, HAZE = 5, ZENITH = 6, HORIZON = 7, GLOW = 8;
const int MIST = 0, EXPOSURE = 1, WET = 2, WINDOWS_LIT = 3, STARS = 4, CELL = 5;

// One smooth surface in one pixel: what fragments.py keeps a column of its table for.
struct Fragment {
    int number;       // of its triangle, -1 for the sky
    ivec4 triangle;   // three vertices, and its pattern, flags and owner
    float share;      // of the pixel
    float depth;
    vec3 place;
    vec3 normal;
    vec3 ray;
    float facing;
    float person;
    vec3 weights;     // of the triangle's corners
};
