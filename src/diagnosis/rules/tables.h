#pragma once

#include "diagnosis/failureclass.h"

namespace wirewise::diagnosis::rules {

/// One table per file of this folder, in the order of the catalogue.
[[nodiscard]] std::span<const FailureClass> local();
[[nodiscard]] std::span<const FailureClass> url();
[[nodiscard]] std::span<const FailureClass> dns();
[[nodiscard]] std::span<const FailureClass> tcp();
[[nodiscard]] std::span<const FailureClass> proxy();
[[nodiscard]] std::span<const FailureClass> tlsPort();
[[nodiscard]] std::span<const FailureClass> tlsCertificate();
[[nodiscard]] std::span<const FailureClass> tlsTrust();
[[nodiscard]] std::span<const FailureClass> tlsHandshake();
[[nodiscard]] std::span<const FailureClass> tlsIdentity();
[[nodiscard]] std::span<const FailureClass> http();
[[nodiscard]] std::span<const FailureClass> health();
[[nodiscard]] std::span<const FailureClass> upgradeOutcome();
[[nodiscard]] std::span<const FailureClass> upgradeRoute();
[[nodiscard]] std::span<const FailureClass> upgradeSupport();
[[nodiscard]] std::span<const FailureClass> upgradeRefusal();
[[nodiscard]] std::span<const FailureClass> upgradeOrigin();
[[nodiscard]] std::span<const FailureClass> upgradeRequest();
[[nodiscard]] std::span<const FailureClass> upgradeServer();
[[nodiscard]] std::span<const FailureClass> upgradeGateway();
[[nodiscard]] std::span<const FailureClass> upgradeSilence();
[[nodiscard]] std::span<const FailureClass> upgradeHandshake();
[[nodiscard]] std::span<const FailureClass> engineio();
[[nodiscard]] std::span<const FailureClass> engineioService();
[[nodiscard]] std::span<const FailureClass> sessionClose();
[[nodiscard]] std::span<const FailureClass> sessionCodes();
[[nodiscard]] std::span<const FailureClass> sessionEnd();
[[nodiscard]] std::span<const FailureClass> auth();

} // namespace wirewise::diagnosis::rules
