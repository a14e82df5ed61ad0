//! The model's own arithmetic: whole numbers, written the long way, so that it shares no mistake with the domain's.

/// Divides, rounding to the nearest whole number and halves away from zero; both are not below zero here.
pub(super) fn divide_to_nearest(numerator: i128, denominator: i128) -> i128 {
    let whole = numerator / denominator;
    let rest = numerator % denominator;
    if rest * 2 >= denominator { whole + 1 } else { whole }
}

/// Multiplies by a weight and divides by a sum as on paper, one decimal digit of the whole after the other, so that the
/// product never stands there at once. Returns the quotient and the rest.
fn part_and_rest(whole: i128, weight: i128, sum: i128) -> (i128, i128) {
    let (mut part, mut rest) = (0, 0);
    for digit in whole.to_string().bytes() {
        let next = rest * 10 + i128::from(digit - b'0') * weight;
        part = part * 10 + next / sum;
        rest = next % sum;
    }
    (part, rest)
}

/// Divides a whole by weights so that the parts add up to it: the rest goes one by one to the largest remainders, the
/// earlier of equal ones first.
pub(super) fn share_out(whole: i128, weights: &[i128]) -> Vec<i128> {
    let sum: i128 = weights.iter().sum();
    let (mut parts, rests): (Vec<i128>, Vec<i128>) =
        weights.iter().map(|weight| part_and_rest(whole, *weight, sum)).unzip();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|one, other| rests[*other].cmp(&rests[*one]).then(one.cmp(other)));
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
        assert_eq!(share_out(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(share_out(1, &[2, 3]), [0, 1]);
        assert_eq!(share_out(1_000_000_000, &[1 << 110, 3 << 110]), [250_000_000, 750_000_000]);
    }
}
