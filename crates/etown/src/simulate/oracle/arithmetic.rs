//! The model's own arithmetic: whole numbers, written the long way, so that it shares no mistake with the domain's.

/// Divides, rounding to the nearest whole number and halves away from zero; both are not below zero here.
pub(super) fn divide_to_nearest(numerator: i128, denominator: i128) -> i128 {
    let whole = numerator / denominator;
    let rest = numerator % denominator;
    if rest * 2 >= denominator { whole + 1 } else { whole }
}

/// Divides, rounding to the nearest whole number and halves to the even one; both are not below zero here.
pub(super) fn divide_half_to_even(numerator: i128, denominator: i128) -> i128 {
    let whole = numerator / denominator;
    let twice = numerator % denominator * 2;
    if twice > denominator || (twice == denominator && whole % 2 == 1) { whole + 1 } else { whole }
}

/// Divides a whole by weights so that the parts add up to it: the rest goes one by one to the largest remainders, the
/// earlier of equal ones first.
pub(super) fn share_out(whole: i128, weights: &[i128]) -> Vec<i128> {
    let sum: i128 = weights.iter().sum();
    let mut parts: Vec<i128> = weights.iter().map(|weight| whole * weight / sum).collect();
    let remainder = |index: usize| whole * weights[index] % sum;
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|one, other| remainder(*other).cmp(&remainder(*one)).then(one.cmp(other)));
    let mut left = whole - parts.iter().sum::<i128>();
    for index in order {
        if left == 0 {
            break;
        }
        parts[index] += 1;
        left -= 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_up_and_parts_add_up() {
        assert_eq!([divide_to_nearest(5, 2), divide_to_nearest(4, 3), divide_to_nearest(0, 3)], [3, 1, 0]);
        assert_eq!(
            [divide_half_to_even(5, 2), divide_half_to_even(7, 2), divide_half_to_even(5, 3)],
            [2, 4, 2]
        );
        assert_eq!(share_out(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(share_out(1, &[2, 3]), [0, 1]);
    }
}
