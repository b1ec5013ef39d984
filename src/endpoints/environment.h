#pragma once

#include "endpoints/linefile.h"

#include <optional>

namespace wirewise::endpoints {

/// A set of values for the {{variables}} of endpoints: "staging", "production". One text file.
class Environment
{
public:
    Environment() = default;
    [[nodiscard]] static Result<Environment> read(const QString &name, QByteArrayView bytes);

    [[nodiscard]] const QString &name() const { return m_name; }
    void setName(const QString &name) { m_name = name; }
    [[nodiscard]] std::optional<QByteArray> value(QByteArrayView variable) const;
    /// In the order of the file.
    [[nodiscard]] FieldList variables() const;
    /// Variables whose values never stand in a file.
    [[nodiscard]] QList<QByteArray> secrets() const { return secretNames(m_lines); }

    void setVariables(const FieldList &variables);
    void setSecrets(const QList<QByteArray> &names) { replaceSecrets(m_lines, names); }
    [[nodiscard]] QByteArray toBytes() const { return endpoints::toBytes(m_lines); }

    friend bool operator==(const Environment &, const Environment &) = default;

private:
    QString m_name;
    QList<FileLine> m_lines;
};

} // namespace wirewise::endpoints
