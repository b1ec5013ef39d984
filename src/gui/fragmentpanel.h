#pragma once

#include <QFrame>
#include <QList>

#include <optional>

class QCheckBox;
class QLineEdit;

namespace wirewise::gui {

class SegmentedControl;

/// How a message is cut into frames on purpose (RFC 6455 section 5.4). Floats above the composer.
class FragmentPanel : public QFrame
{
    Q_OBJECT
public:
    enum class Where { Whole, Every, At };
    static constexpr qsizetype MostCuts = 100'000;

    explicit FragmentPanel(QWidget *parent = nullptr);

    [[nodiscard]] bool cuts() const; ///< anything at all
    /// Offsets, ascending, before which a message of that size is cut; nothing if what was typed cannot be
    /// used for it: problem() says why.
    [[nodiscard]] std::optional<QList<qsizetype>> placesIn(qsizetype size) const;
    [[nodiscard]] QString problem(qsizetype size) const;
    [[nodiscard]] bool pingsBetween() const;
    void popUp(QWidget *above);

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] Where where() const;
    void follow();

    SegmentedControl *m_where;
    QLineEdit *m_places;
    QCheckBox *m_pings;
};

} // namespace wirewise::gui
