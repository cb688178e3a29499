#include "core/linalg/principal_axes.h"
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace recoscope {

PrincipalAxes principalAxes(std::span<const float> rows, int rank, std::span<const char> used, int axes) {
    PrincipalAxes result;
    const auto k = static_cast<Eigen::Index>(rank);
    const auto n = rank > 0 ? static_cast<Eigen::Index>(rows.size()) / k : 0;
    const auto count = std::count(used.begin(), used.end(), 1);
    if (n == 0 || count < 2) return result;
    using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const Eigen::Map<const Rows> all(rows.data(), n, k);
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(k);
    for (Eigen::Index r = 0; r < n; ++r)
        if (used[static_cast<std::size_t>(r)]) mean += all.row(r).cast<double>().transpose();
    mean /= static_cast<double>(count);
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(k, k);
    for (Eigen::Index r = 0; r < n; ++r)
        if (used[static_cast<std::size_t>(r)]) {
            const Eigen::VectorXd centred = all.row(r).cast<double>().transpose() - mean;
            covariance.selfadjointView<Eigen::Lower>().rankUpdate(centred);
        }
    covariance /= static_cast<double>(count - 1);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
    const double total = std::max(1e-30, solver.eigenvalues().cwiseMax(0).sum());
    result.axes = static_cast<int>(std::min<Eigen::Index>(axes, k));
    result.mean.assign(mean.data(), mean.data() + k);
    result.position.resize(static_cast<std::size_t>(n) * static_cast<std::size_t>(result.axes));
    for (int a = 0; a < result.axes; ++a) {
        const Eigen::Index column = k - 1 - a;
        const double variance = std::max(0.0, solver.eigenvalues()[column]);
        result.share.push_back(variance / total);
        Eigen::VectorXd direction = solver.eigenvectors().col(column) / std::sqrt(std::max(variance, 1e-30));
        double cubes = 0;
        for (Eigen::Index r = 0; r < n; ++r)
            if (used[static_cast<std::size_t>(r)])
                cubes += std::pow((all.row(r).cast<double>().transpose() - mean).dot(direction), 3);
        if (cubes < 0) direction = -direction;
        result.direction.insert(result.direction.end(), direction.data(), direction.data() + k);
        for (Eigen::Index r = 0; r < n; ++r)
            result.position[static_cast<std::size_t>(r) * static_cast<std::size_t>(result.axes) + static_cast<std::size_t>(a)] =
                static_cast<float>((all.row(r).cast<double>().transpose() - mean).dot(direction));
    }
    return result;
}

std::vector<float> slopes(const PrincipalAxes& axes, std::span<const float> user) {
    std::vector<float> result(static_cast<std::size_t>(axes.axes), 0.0F);
    const std::size_t rank = axes.mean.size();
    for (std::size_t a = 0; a < result.size(); ++a) {
        double sum = 0; // direction = eigenvector / sd; u . eigenvector * sd = sum * variance
        for (std::size_t k = 0; k < rank; ++k) sum += axes.direction[a * rank + k] * static_cast<double>(user[k]);
        result[a] = static_cast<float>(sum * axes.share[a]);
    }
    return result;
}

} // namespace recoscope
