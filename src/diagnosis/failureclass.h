#pragma once

#include "diagnosis/finding.h"

#include <QCoreApplication>

#include <optional>
#include <span>

namespace wirewise::diagnosis {

class Facts;

/// The translation context of every sentence of this room.
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Diagnosis)
};

/// A cause as it stands in a class; both texts are marked with QT_TRANSLATE_NOOP("Diagnosis", …).
struct CauseEntry
{
    Likelihood likelihood = Likelihood::Possible;
    const char *text = nullptr;
    const char *confirm = nullptr; ///< may be null
};

/// A fix that fits on any stack, as it stands in a class; those of one stack stand in remedies/. The snippet
/// is code and is not translated.
struct FixEntry
{
    const char *text = nullptr;
    const char *snippet = nullptr; ///< may be null
    bool verified = false;         ///< tried against the real software
};

/// Where a finding stands among others of its severity.
enum class Place {
    Leads, ///< explains what others see, before the plain truth
    Usual,
    Remark, ///< after everything else
};

/// What a judging function says about one observation.
struct Judgement
{
    double confidence = 0;
    QString title = {};
    QString where = {};
    QString explanation = {}; ///< empty: the meaning of the class
    QList<Evidence> evidence = {};
    QList<Cause> causes = {};              ///< what this observation adds, before those of the class
    std::optional<Severity> severity = {}; ///< where it differs from the class
    QList<QByteArray> dismisses = {};      ///< findings that this one explains away in this observation only
};

using Judge = std::optional<Judgement> (*)(const Facts &facts);

/// One failure class: its texts and how it is recognised. The only place where it is written down.
struct FailureClass
{
    const char *id = nullptr;
    Severity severity = Severity::Error;
    Place place = Place::Usual;
    const char *title = nullptr;     ///< what `explain` puts on top
    const char *meaning = nullptr;   ///< what happened and why
    const char *tellApart = nullptr; ///< what parts it from its neighbours
    bool onlyOnSuccess = false;      ///< says that the endpoint works: dropped beside any error
    std::span<const CauseEntry> causes = {};
    std::span<const FixEntry> fixes = {};
    std::span<const char *const> references = {};
    std::span<const char *const> refines = {};  ///< ids that are dropped where this one is found
    std::span<const char *const> outranks = {}; ///< ids that stay, behind this one
    Judge judge = nullptr;
};

/// Every failure class, by layer.
[[nodiscard]] const QList<const FailureClass *> &failureClasses();

/// The cause and fix of an entry in the language of the translators.
[[nodiscard]] QList<Cause> causesOf(const FailureClass &failure);
/// What fits everywhere first, then stack by stack.
[[nodiscard]] QList<Fix> fixesOf(const FailureClass &failure);
[[nodiscard]] QStringList referencesOf(const FailureClass &failure);

} // namespace wirewise::diagnosis
