#include "gui/exportkindpicker.h"

#include "gui/widgets/ground.h"
#include "gui/widgets/wirestyle.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QRadioButton>

namespace wirewise::gui {

namespace {

constexpr int Columns = 2;
/// Of the button that stands for all programs.
constexpr int CodeId = 1000;

QRadioButton *choiceIn(QGridLayout *grid, int place, const QString &title, const QString &detail)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(5);
    auto *choice = new QRadioButton(title);
    choice->setAccessibleDescription(detail);
    row->addWidget(choice);
    if (!detail.isEmpty())
        row->addWidget(new TextLabel(detail, TextStyle::Body, Token::Text3));
    row->addStretch();
    grid->addLayout(row, place / Columns, place % Columns);
    return choice;
}

} // namespace

ExportKindPicker::ExportKindPicker(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_code(new QComboBox)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    int place = 0;
    m_code->setObjectName(QStringLiteral("requestCode"));
    m_code->setAccessibleName(tr("The request as"));
    m_code->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_code->setMinimumContentsLength(7);
    setControlSize(m_code, ControlSize::Small);
    for (const ExportKindFacts &facts : exportKinds()) {
        if (isRequestCode(facts.kind)) {
            m_code->addItem(titleOf(facts.kind), static_cast<int>(facts.kind));
            continue;
        }
        QRadioButton *choice = choiceIn(grid, place++, titleOf(facts.kind), detailOf(facts.kind));
        choice->setObjectName(QLatin1String("kind-") + QString::fromLatin1(idOf(facts.kind)));
        m_group->addButton(choice, static_cast<int>(facts.kind));
    }
    QRadioButton *code = choiceIn(grid, place, tr("Request"), {});
    code->setObjectName(QStringLiteral("kind-code"));
    code->setAccessibleName(tr("The request as a command or program"));
    m_group->addButton(code, CodeId);
    grid->itemAtPosition(place / Columns, place % Columns)->layout()->addWidget(m_code);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            Q_EMIT kindChanged(kind());
    });
    connect(m_code, &QComboBox::activated, this, [this] {
        if (m_group->checkedId() == CodeId)
            Q_EMIT kindChanged(kind());
        else
            m_group->button(CodeId)->setChecked(true);
    });
    m_group->button(static_cast<int>(ExportKind::Html))->setChecked(true);
}

ExportKind ExportKindPicker::kind() const
{
    const int id = m_group->checkedId();
    return static_cast<ExportKind>(id == CodeId ? m_code->currentData().toInt() : id);
}

void ExportKindPicker::setKind(ExportKind kind)
{
    if (isRequestCode(kind)) {
        const bool wasCode = m_group->checkedId() == CodeId;
        m_code->setCurrentIndex(m_code->findData(static_cast<int>(kind)));
        m_group->button(CodeId)->setChecked(true);
        if (wasCode)
            Q_EMIT kindChanged(kind);
    } else {
        m_group->button(static_cast<int>(kind))->setChecked(true);
    }
}

} // namespace wirewise::gui
