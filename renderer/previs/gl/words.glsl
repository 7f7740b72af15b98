// What every program knows: how long lists lie in textures, a triangle's flags, and the noise.  See mesh.py, patterns.py.
const int ONE_SIDED = 1, GLOWS = 2, NO_SHADOW = 4;

ivec2 place_of(int number) {
    return ivec2(number & (ROW - 1), number / ROW);
}

int pattern_of(ivec4 triangle) {
    return triangle.w & 255;
}

int flags_of(ivec4 triangle) {
    return (triangle.w >> 8) & 255;
}

int owner_of(ivec4 triangle) {
    return (triangle.w >> 16) & 255;
}

// e to the power -x for x of 0 and more: the series of precision.decay.
float decay(float x) {
    float y = min(x, 40.0) / 16.0;
    float q = 1.0 / (1.0 + y * (1.0 + y * (0.5 + y * (1.0 / 6.0 + y / 24.0))));
    q *= q;
    q *= q;
    q *= q;
    return q * q;
}

// patterns.scatter, whose product has 64 bits: what its upper half holds reaches the result.
float scatter(int i, int j) {
    uint h = uint(i) * 374761393u + uint(j) * 668265263u;
    h ^= h >> 13;
    const uint times = 1274126177u, low = times & 0xFFFFu, high = times >> 16;
    uint a = h & 0xFFFFu, b = h >> 16;
    uint carried = b * low + (a * low >> 16);
    uint upper = b * high + (carried >> 16) + ((a * high + (carried & 0xFFFFu)) >> 16);
    h *= times;
    return float((h ^ (h >> 16 | upper << 16)) & 0xFFFFFFu) / 16777216.0;
}

float cloud(float x, float y) {
    vec2 low = floor(vec2(x, y)), part = vec2(x, y) - low;
    ivec2 cell = ivec2(low);
    part = part * part * (3.0 - part - part);
    float a = mix(scatter(cell.x, cell.y), scatter(cell.x + 1, cell.y), part.x);
    float b = mix(scatter(cell.x, cell.y + 1), scatter(cell.x + 1, cell.y + 1), part.x);
    return mix(a, b, part.y);
}
