#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QWidget>

class QHBoxLayout;
class QLineEdit;

namespace wirewise::gui {

/// One field for each `{{name}}` that wants a value. Values are kept in memory until the session ends, never
/// on disk.
class ValueFields : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype MostFields = 8;

    explicit ValueFields(QWidget *parent = nullptr);

    /// Which names are asked for now; the values of others are kept.
    void setNames(const QList<QByteArray> &names);
    [[nodiscard]] const QList<QByteArray> &names() const { return m_names; }
    /// Empty where none was typed.
    [[nodiscard]] QByteArray value(const QByteArray &name) const { return m_values.value(name); }
    [[nodiscard]] const QHash<QByteArray, QByteArray> &values() const { return m_values; }
    /// The text with what is known filled in; missing takes the other names.
    [[nodiscard]] QByteArray fill(const QByteArray &text, QList<QByteArray> *missing = nullptr) const;
    /// "call_id = EL_1, token without a value"
    [[nodiscard]] QString words() const;
    void focusField(const QByteArray &name);
    void forget();

Q_SIGNALS:
    void changed();

private:
    void makeField(const QByteArray &name);

    QHBoxLayout *m_row;
    QList<QByteArray> m_names;
    QHash<QByteArray, QByteArray> m_values;
    QHash<QByteArray, QLineEdit *> m_fields;
};

} // namespace wirewise::gui
