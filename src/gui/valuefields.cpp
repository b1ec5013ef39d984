#include "gui/valuefields.h"

#include "observation/placeholders.h"
#include "observation/printable.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace wirewise::gui {

ValueFields::ValueFields(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(8);
}

void ValueFields::setNames(const QList<QByteArray> &names)
{
    m_names = names;
    for (const QByteArray &name : names) {
        if (!m_fields.contains(name) && m_fields.size() < MostFields)
            makeField(name);
    }
    for (auto field = m_fields.begin(); field != m_fields.end();) {
        if (m_names.contains(field.key())) {
            ++field;
            continue;
        }
        field.value()->deleteLater();
        field = m_fields.erase(field);
    }
}

void ValueFields::makeField(const QByteArray &name)
{
    auto *field = new QLineEdit(QString::fromUtf8(m_values.value(name)), this);
    field->setObjectName(QString(QStringLiteral("value_") % QString::fromUtf8(name)));
    field->setPlaceholderText(QString::fromUtf8(name));
    field->setAccessibleName(tr("Value of %1").arg(QString::fromUtf8(name)));
    m_row->addWidget(field);
    m_fields.insert(name, field);
    connect(field, &QLineEdit::textChanged, this, [this, name](const QString &value) {
        m_values.insert(name, value.toUtf8());
        Q_EMIT changed();
    });
}

QByteArray ValueFields::fill(const QByteArray &text, QList<QByteArray> *missing) const
{
    const observation::FilledText filled =
        observation::fillPlaceholders(text, [this](QByteArrayView name) -> std::optional<QByteArray> {
            const QByteArray value = m_values.value(name.toByteArray());
            return value.isEmpty() ? std::nullopt : std::optional(value);
        });
    if (missing)
        *missing = filled.missing;
    return filled.text;
}

QString ValueFields::words() const
{
    constexpr qsizetype longestShown = 60;
    QStringList texts;
    for (const QByteArray &name : m_names) {
        const QByteArray value = m_values.value(name);
        texts.append(value.isEmpty() ? tr("%1 without a value").arg(QString::fromUtf8(name))
                                     : QString(QString::fromUtf8(name) % QStringLiteral(" = ") %
                                               observation::printable(value, longestShown)));
    }
    return texts.join(QStringLiteral(", "));
}

void ValueFields::focusField(const QByteArray &name)
{
    if (QLineEdit *field = m_fields.value(name))
        field->setFocus(Qt::OtherFocusReason);
}

void ValueFields::forget()
{
    m_values.clear();
    qDeleteAll(m_fields);
    m_fields.clear();
    m_names.clear();
}

} // namespace wirewise::gui
