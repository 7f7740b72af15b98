// What lies over a plain colour, in metres; the formulas and their numbers are those of patterns.py.
const int PLAIN = 0, TILES = 1, BOARDS = 2, ASPHALT = 3, GRASS = 4, CARPET = 5, CONCRETE = 6, WATER = 7, BRICK = 8,
    WINDOWS = 9, LIT_WINDOWS = 10, FABRIC = 11, LEAVES = 12, SAND = 13;
const float STOREY = 3.0, BAY = 2.1, TILE = 0.4, BOARD = 0.16, LONG = 1.9, COURSE = 0.09, BRICK_LONG = 0.24;

float band(float x, float period, float width, float foot) {
    float turns = x / period;
    float off = abs(fract(turns) - 0.5) * period;
    float near = clamp((width * 0.5 - off) / max(foot, 1e-4) + 0.5, 0.0, 1.0);
    float far = clamp(foot / period * 2.5 - 0.5, 0.0, 1.0);
    return near + (width / period - near) * far;
}

float fade(float foot, float feature) {
    return clamp(1.5 - foot / feature * 1.5, 0.0, 1.0);
}

float grain(float x, float y, float foot, float feature) {
    return (cloud(x, y) - 0.5) * fade(foot, feature);
}

int whole(float x) {
    return int(floor(x));
}

float tiles(float x, float y, float foot) {
    float line = max(band(x, TILE, 0.012, foot), band(y, TILE, 0.012, foot));
    float tone = scatter(whole(x / TILE + 0.5), whole(y / TILE + 0.5));
    return (1.0 - 0.38 * line) * (0.95 + 0.1 * tone * fade(foot, TILE));
}

float boards(float x, float y, float foot) {
    int row = whole(y / BOARD + 0.5);
    float tone = scatter(row, whole(x / LONG + scatter(row, 7) * 5.0));
    float veins = cloud(x * 1.5 + float(row) * 17.0, y * 45.0) * fade(foot, 0.04);
    float tint = 0.93 + fade(foot, BOARD) * (0.18 * tone - 0.06 + 0.07 * veins);
    return (1.0 - 0.45 * band(y, BOARD, 0.007, foot)) * tint;
}

float asphalt(float x, float y, float foot) {
    float fine = (scatter(whole(x * 60.0), whole(y * 60.0)) - 0.5) * fade(foot, 0.02);
    return 0.9 + 0.22 * fine + 0.2 * cloud(x * 0.6, y * 0.6);
}

float grass(float x, float y, float foot) {
    float blades = grain(x * 30.0, y * 30.0, foot, 0.04);
    float tufts = grain(x * 4.0, y * 4.0, foot, 0.4);
    return 0.85 + 0.45 * blades + 0.4 * tufts + 0.3 * cloud(x * 0.25, y * 0.25);
}

float woven(float x, float y, float foot) {
    return 0.95 + 0.16 * (grain(x * 70.0, y * 70.0, foot, 0.016) + 0.2 * fade(foot, 0.016));
}

float concrete(float x, float y, float foot) {
    float joint = max(band(x, 2.0, 0.015, foot), band(y, 2.0, 0.015, foot));
    return (0.92 + 0.16 * cloud(x * 0.9, y * 0.9)) * (1.0 - 0.3 * joint);
}

float bricks(float x, float y, float foot) {
    int row = whole(y / COURSE + 0.5);
    float shifted = x + 0.12 * float(row & 1);
    float line = max(band(y, COURSE, 0.012, foot), band(shifted, BRICK_LONG, 0.012, foot));
    float tone = scatter(row, whole(shifted / BRICK_LONG + 0.5)) * fade(foot, COURSE);
    return (0.9 + 0.2 * tone) * (1.0 - 0.25 * line);
}

float leaves(float x, float y, float foot) {
    return 0.95 + 0.6 * grain(x * 5.0, y * 5.0, foot, 0.2) + 0.4 * grain(x * 17.0, y * 17.0, foot, 0.06);
}

float sand(float x, float y, float foot) {
    float ripples = grain(x * 2.2, y * 9.0, foot, 0.1);
    float hollows = grain(x * 1.7 + 40.0, y * 1.9, foot, 0.5);
    return 0.84 + 0.14 * ripples + 0.16 * hollows + 0.32 * cloud(x * 0.11, y * 0.23);
}

float pattern_at(int pattern, float x, float y, float foot) {
    switch (pattern) {
        case TILES: return tiles(x, y, foot);
        case BOARDS: return boards(x, y, foot);
        case ASPHALT: return asphalt(x, y, foot);
        case GRASS: return grass(x, y, foot);
        case CONCRETE: return concrete(x, y, foot);
        case BRICK: return bricks(x, y, foot);
        case LEAVES: return leaves(x, y, foot);
        case SAND: return sand(x, y, foot);
        case CARPET:
        case FABRIC: return woven(x, y, foot);
        default: return 1.0;
    }
}

// How much of the pixel is window glass, and how brightly it shines.
vec2 window_at(int pattern, float x, float y, float foot, float lit) {
    float glass = band(x, BAY, 1.15, foot) * band(y, STOREY, 1.55, foot);
    int column = whole(x / BAY), row = whole(y / STOREY);
    float share = pattern == WINDOWS ? lit : min(lit * 1.5, 1.0);
    float on = scatter(column + 1013, row * 31 + 7) < share ? 0.3 + 0.4 * scatter(column, row) : 0.0;
    float blurred = clamp(foot / BAY * 2.0 - 0.5, 0.0, 1.0);
    return vec2(glass, on + (share * 0.5 - on) * blurred);
}
