// The sky behind everything; see sky.py.
vec3 sky_colour(vec3 ray, bool stars) {
    float left = 1.0 - clamp(ray.z, 0.0, 1.0);
    float high = 1.0 - left * left * left * sqrt(left);
    float near = max(dot(ray, to_sun), 0.0);
    float wide = near * near * near;
    float tight = wide * wide;
    tight *= tight;
    tight *= tight;
    float halo = wide * wide * 0.22 + tight * tight * tight * 0.5;
    vec3 colour = hues[HORIZON] + (hues[ZENITH] - hues[HORIZON]) * high + hues[GLOW] * halo;
    float shine = numbers[STARS];
    if (!stars || shine <= 0.05 || ray.z <= 0.04) {
        return colour;
    }
    vec2 at = ray.xy * (150.0 / (1.0 + ray.z));
    int i = int(floor(at.x)), j = int(floor(at.y));
    if (scatter(i, j) > 0.985) {
        vec2 off = at - vec2(i, j) - 0.3 - 0.4 * vec2(scatter(i, j + 9), scatter(i + 9, j));
        float point = max(1.0 - dot(off, off) * 40.0, 0.0) * shine * min(ray.z * 4.0, 1.0);
        colour += point * (0.25 + 0.6 * scatter(i + 3, j + 5));
    }
    return near > 0.99955 ? colour + vec3(0.8, 0.82, 0.78) : colour;
}
